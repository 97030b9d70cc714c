-- Sessions of one table joined with those of itself through views.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TEMPORARY VIEW s AS SELECT window_start, window_end, k, COUNT(*) AS n, MIN(v) AS lo FROM TABLE(SESSION(TABLE bids PARTITION BY k, DESCRIPTOR(ts), INTERVAL '6' SECOND)) GROUP BY window_start, window_end, k;
CREATE TABLE o WITH ('connector'='print', 'print-identifier'='o') AS
SELECT x.window_start, x.window_end, x.k, y.k AS other, x.n, y.n AS m FROM s x JOIN s y ON x.window_start = y.window_start AND x.window_end = y.window_end AND x.k < y.k;
CREATE TABLE f WITH ('connector'='print', 'print-identifier'='f') AS
SELECT x.window_start AS w, x.window_end AS e, x.k, x.n, y.lo FROM s x LEFT JOIN (SELECT * FROM s WHERE n > 1) y ON x.window_start = y.window_start AND x.window_end = y.window_end AND x.k = y.k;
