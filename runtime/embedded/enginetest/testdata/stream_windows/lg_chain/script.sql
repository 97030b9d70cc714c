SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE s (id INT, k STRING, v INT, x DOUBLE, p DECIMAL(10,2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='filesystem','path'='@CASE@/s.jsonl','format'='json');
CREATE TABLE sink (c0 TIMESTAMP(3), c1 BIGINT, c2 BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT TUMBLE_START(rt, INTERVAL '20' SECOND), SUM(n), COUNT(*) FROM (SELECT TUMBLE_ROWTIME(ts, INTERVAL '5' SECOND) AS rt, k, COUNT(*) AS n FROM s GROUP BY TUMBLE(ts, INTERVAL '5' SECOND), k) GROUP BY TUMBLE(rt, INTERVAL '20' SECOND);
