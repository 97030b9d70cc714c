SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE s (id INT, k STRING, v INT, x DOUBLE, p DECIMAL(10,2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='filesystem','path'='@CASE@/s.jsonl','format'='json');
CREATE TABLE sink (c0 TIMESTAMP(3), c1 BIGINT, c2 INT, c3 BIGINT, c4 BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, COUNT(DISTINCT k) FILTER (WHERE v > 1), SUM(DISTINCT v), COUNT(DISTINCT v) FILTER (WHERE x > 0), COUNT(*) FILTER (WHERE k IS NULL) FROM TABLE(TUMBLE(TABLE s, DESCRIPTOR(ts), INTERVAL '15' SECOND)) GROUP BY window_start, window_end;
