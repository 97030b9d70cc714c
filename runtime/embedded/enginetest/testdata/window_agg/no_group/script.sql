-- Windows without keys, with HAVING, expressions over window columns, window_time on.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE o WITH ('connector'='print', 'print-identifier'='o') AS
SELECT window_start, window_end, EXTRACT(SECOND FROM window_end) AS sec, COUNT(*) AS n, COUNT(k) AS nk, SUM(v) * 2 + 1 AS s, MIN(k) AS mk FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '7' SECOND)) GROUP BY window_start, window_end HAVING COUNT(*) > 1 OR MAX(v) > 10;
CREATE TABLE t WITH ('connector'='print', 'print-identifier'='t') AS
SELECT CAST(window_time AS STRING) AS wt, n FROM (SELECT window_start, window_end, window_time, COUNT(*) AS n FROM TABLE(HOP(TABLE bids, DESCRIPTOR(ts), INTERVAL '7' SECOND, INTERVAL '21' SECOND)) GROUP BY window_start, window_end, window_time);
CREATE TABLE e WITH ('connector'='print', 'print-identifier'='e') AS
SELECT window_end, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '20' SECOND)) WHERE v > 3 AND k IS NOT NULL GROUP BY window_end, window_start;
