-- Windows over a union of two streams whose watermarks meet, and of a stream with itself.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE asks (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/asks.jsonl', 'format'='json');
CREATE TEMPORARY VIEW u AS SELECT id, k, v, ts FROM bids UNION ALL SELECT id, k, v, ts FROM asks;
CREATE TEMPORARY VIEW w AS SELECT id, v, ts FROM bids WHERE v > 3 UNION ALL SELECT -id, v, ts FROM bids WHERE v < 8;
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT window_start, k, COUNT(*) AS n, SUM(v) AS s FROM TABLE(TUMBLE(TABLE u, DESCRIPTOR(ts), INTERVAL '15' SECOND)) GROUP BY window_start, window_end, k;
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT window_start, window_end, COUNT(*) AS n, COUNT(DISTINCT k) AS d FROM TABLE(SESSION(TABLE u, DESCRIPTOR(ts), INTERVAL '4' SECOND)) GROUP BY window_start, window_end;
CREATE TABLE c WITH ('connector'='print', 'print-identifier'='c') AS
SELECT window_start, window_end, COUNT(*) AS n, SUM(id) AS s FROM TABLE(CUMULATE(TABLE w, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '30' SECOND)) GROUP BY window_start, window_end;
CREATE TABLE d WITH ('connector'='print', 'print-identifier'='d') AS
SELECT k, SUM(v) OVER (PARTITION BY k ORDER BY ts RANGE BETWEEN INTERVAL '10' SECOND PRECEDING AND CURRENT ROW) AS s FROM u;
