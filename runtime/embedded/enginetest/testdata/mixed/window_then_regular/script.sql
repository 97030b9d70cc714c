-- Results of windows as the input of regular joins, aggregates, top-N and set operations.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE asks (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/asks.jsonl', 'format'='json');
CREATE TABLE l (id INT, k STRING, v INT) WITH ('connector'='filesystem', 'path'='@CASE@/l.csv', 'format'='csv', 'csv.null-literal'='NULL');
CREATE TEMPORARY VIEW t10 AS SELECT window_start AS ws, k, COUNT(*) AS n, SUM(v) AS s FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, k;
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT k, MAX(s) AS m, COUNT(*) AS w FROM t10 GROUP BY k;
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT t10.ws, t10.k, l.id FROM t10 LEFT JOIN l ON t10.k = l.k AND t10.s > l.v;
CREATE TABLE c WITH ('connector'='print', 'print-identifier'='c') AS
SELECT k, ws, s FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY s DESC, ws) AS rn FROM t10) WHERE rn = 1;
CREATE TABLE d WITH ('connector'='print', 'print-identifier'='d') AS
SELECT ws FROM t10 WHERE n > 1 EXCEPT SELECT ws FROM t10 WHERE k = 'c';
CREATE TABLE e WITH ('connector'='print', 'print-identifier'='e') AS
SELECT x.ws, x.s, y.s AS prv FROM t10 x JOIN t10 y ON x.k = y.k AND x.ws = y.ws + INTERVAL '10' SECOND;
