SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE s (id INT, k STRING, v INT, x DOUBLE, p DECIMAL(10,2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='filesystem','path'='@CASE@/s.jsonl','format'='json');
CREATE TABLE sink (c0 TIMESTAMP(3), c1 BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT TUMBLE_START(ts, INTERVAL '10' SECOND, TIME '00:00:03'), COUNT(*) FROM s GROUP BY TUMBLE(ts, INTERVAL '10' SECOND, TIME '00:00:03');
