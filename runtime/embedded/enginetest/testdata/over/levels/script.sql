-- OVER over OVER, over windows, over joins; then aggregated.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE asks (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/asks.jsonl', 'format'='json');
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT id, SUM(s) OVER (PARTITION BY k ORDER BY ts) AS ss FROM (SELECT id, k, ts, SUM(v) OVER (PARTITION BY k ORDER BY ts) AS s FROM bids);
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT k, MAX(s) AS m, COUNT(*) AS n FROM (SELECT k, SUM(v) OVER (PARTITION BY k ORDER BY ts ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s FROM bids) GROUP BY k;
CREATE TEMPORARY VIEW ov AS SELECT ts, SUM(v) OVER (PARTITION BY k ORDER BY ts) AS s FROM bids;
CREATE TABLE c WITH ('connector'='print', 'print-identifier'='c') AS
SELECT window_start, MAX(s) AS m FROM TABLE(TUMBLE(TABLE ov, DESCRIPTOR(ts), INTERVAL '30' SECOND)) GROUP BY window_start, window_end;
CREATE TABLE d WITH ('connector'='print', 'print-identifier'='d') AS
SELECT w, k, n, SUM(n) OVER (PARTITION BY k ORDER BY wt RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS r FROM (SELECT window_start AS w, window_time AS wt, k, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, window_time, k);
