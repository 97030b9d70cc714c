-- Top-N of aggregates of cascaded windows, joined and aggregated again.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TEMPORARY VIEW five AS SELECT window_time AS wt, k, SUM(v) AS s, COUNT(DISTINCT v) AS d FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '5' SECOND)) GROUP BY window_start, window_end, window_time, k;
CREATE TABLE top WITH ('connector'='print', 'print-identifier'='top') AS
SELECT window_start, k, s, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY s DESC, k) AS rn FROM (SELECT window_start, window_end, k, SUM(s) AS s FROM TABLE(TUMBLE(TABLE five, DESCRIPTOR(wt), INTERVAL '20' SECOND)) GROUP BY window_start, window_end, k)) WHERE rn <= 2;
CREATE TABLE hop WITH ('connector'='print', 'print-identifier'='hop') AS
SELECT window_start, window_end, SUM(d) AS d, MAX(s) AS s, COUNT(*) AS n FROM TABLE(HOP(TABLE five, DESCRIPTOR(wt), INTERVAL '10' SECOND, INTERVAL '30' SECOND)) GROUP BY window_start, window_end;
CREATE TABLE ses WITH ('connector'='print', 'print-identifier'='ses') AS
SELECT window_start, window_end, k, COUNT(*) AS n, SUM(s) AS s FROM TABLE(SESSION(TABLE five PARTITION BY k, DESCRIPTOR(wt), INTERVAL '11' SECOND)) GROUP BY window_start, window_end, k;
CREATE TABLE ovr WITH ('connector'='print', 'print-identifier'='ovr') AS
SELECT k, s, SUM(s) OVER (PARTITION BY k ORDER BY wt RANGE BETWEEN INTERVAL '15' SECOND PRECEDING AND CURRENT ROW) AS r FROM five;
