SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE s (id INT, k STRING, v INT, x DOUBLE, p DECIMAL(10,2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='filesystem','path'='@CASE@/s.jsonl','format'='json');
CREATE VIEW w5 AS SELECT window_time AS rt, k, COUNT(*) AS n, MAX(v) AS m FROM TABLE(TUMBLE(TABLE s, DESCRIPTOR(ts), INTERVAL '5' SECOND)) GROUP BY window_start, window_end, window_time, k;
CREATE TABLE sink (c0 TIMESTAMP(3), c1 TIMESTAMP(3), c2 BIGINT, c3 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, window_end, SUM(n), MAX(m) FROM TABLE(TUMBLE(TABLE w5, DESCRIPTOR(rt), INTERVAL '20' SECOND)) GROUP BY window_start, window_end;
