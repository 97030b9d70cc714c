SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE s (id INT, k STRING, v INT, x DOUBLE, p DECIMAL(10,2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='filesystem','path'='@CASE@/s.jsonl','format'='json');
CREATE VIEW w5 AS SELECT window_time AS rt, k, COUNT(*) AS n FROM TABLE(CUMULATE(TABLE s, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '10' SECOND)) GROUP BY window_start, window_end, window_time, k;
CREATE TABLE sink (c0 TIMESTAMP(3), c1 TIMESTAMP(3), c2 VARCHAR(2147483647), c3 BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, window_end, k, SUM(n) FROM TABLE(HOP(TABLE w5, DESCRIPTOR(rt), INTERVAL '10' SECOND, INTERVAL '20' SECOND)) GROUP BY window_start, window_end, k;
