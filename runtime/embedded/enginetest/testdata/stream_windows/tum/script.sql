SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE s (id INT, k STRING, v INT, x DOUBLE, p DECIMAL(10,2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='filesystem','path'='@CASE@/s.jsonl','format'='json');
CREATE TABLE sink (c0 TIMESTAMP(3), c1 TIMESTAMP(3), c2 TIMESTAMP(3), c3 VARCHAR(2147483647), c4 BIGINT, c5 INT, c6 INT, c7 DOUBLE, c8 DECIMAL(10, 2)) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, window_end, window_time, k, COUNT(*), SUM(v), AVG(v), MIN(x), MAX(p) FROM TABLE(TUMBLE(TABLE s, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, window_time, k;
