SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE s (id INT, k STRING, v INT, x DOUBLE, p DECIMAL(10,2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='filesystem','path'='@CASE@/s.jsonl','format'='json');
CREATE TABLE sink (c0 TIMESTAMP(3), c1 TIMESTAMP(3), c2 TIMESTAMP(3), c3 VARCHAR(2147483647), c4 BIGINT, c5 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT SESSION_START(ts, INTERVAL '6' SECOND), SESSION_END(ts, INTERVAL '6' SECOND), SESSION_ROWTIME(ts, INTERVAL '6' SECOND), k, COUNT(*), MAX(id) FROM s GROUP BY k, SESSION(ts, INTERVAL '6' SECOND);
