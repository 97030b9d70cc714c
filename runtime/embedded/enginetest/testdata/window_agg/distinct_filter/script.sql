-- DISTINCT and FILTER in aggregates of windows, with grouping sets.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE tum WITH ('connector'='print', 'print-identifier'='tum') AS
SELECT window_start, k, COUNT(DISTINCT v) AS dv, COUNT(DISTINCT v) FILTER (WHERE v > 3) AS df, SUM(DISTINCT v) AS sv, COUNT(*) FILTER (WHERE p IS NULL) AS np, AVG(p) AS ap, MAX(p) FILTER (WHERE k = 'a') AS mp FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '20' SECOND)) GROUP BY window_start, window_end, k;
CREATE TABLE hop WITH ('connector'='print', 'print-identifier'='hop') AS
SELECT window_start, window_end, COUNT(DISTINCT k) AS dk, COUNT(DISTINCT k) FILTER (WHERE v > 4) AS dkf, STDDEV_POP(v) AS sd, VAR_SAMP(v) AS vs FROM TABLE(HOP(TABLE bids, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '20' SECOND)) GROUP BY window_start, window_end;
CREATE TABLE cub WITH ('connector'='print', 'print-identifier'='cub') AS
SELECT window_start, k, v > 4 AS big, COUNT(*) AS n, GROUPING(k) AS gk, GROUPING_ID(k, v > 4) AS gid FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '30' SECOND)) GROUP BY window_start, window_end, CUBE (k, v > 4);
CREATE TABLE sets WITH ('connector'='print', 'print-identifier'='sets') AS
SELECT window_start, window_end, k, COUNT(DISTINCT v) AS d FROM TABLE(CUMULATE(TABLE bids, DESCRIPTOR(ts), INTERVAL '30' SECOND, INTERVAL '1' MINUTE)) GROUP BY GROUPING SETS ((window_start, window_end, k), (window_start, window_end));
