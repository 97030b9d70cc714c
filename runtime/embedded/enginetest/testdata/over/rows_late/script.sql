-- OVER by rows, with rows out of order and late, and the functions of ranks and neighbours.
SET 'parallelism.default' = '1';
CREATE TABLE late (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '4' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/late.jsonl', 'format'='json');
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT id, k, SUM(v) OVER w AS s, AVG(v) OVER w AS av FROM late WINDOW w AS (PARTITION BY k ORDER BY ts ROWS BETWEEN 2 PRECEDING AND CURRENT ROW);
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT id, k, LAG(v) OVER w AS p, LAG(id, 2, -1) OVER w AS p2 FROM late WINDOW w AS (PARTITION BY k ORDER BY ts);
CREATE TABLE c WITH ('connector'='print', 'print-identifier'='c') AS
SELECT id, MAX(v) OVER w AS m, FIRST_VALUE(id) OVER w AS f, COUNT(*) OVER w AS n FROM late WINDOW w AS (ORDER BY ts ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW);
CREATE TABLE d WITH ('connector'='print', 'print-identifier'='d') AS
SELECT id, MIN(v) OVER w AS m, LAST_VALUE(k) OVER w AS lk FROM late WINDOW w AS (ORDER BY ts ROWS BETWEEN 3 PRECEDING AND CURRENT ROW);
CREATE TABLE e WITH ('connector'='print', 'print-identifier'='e') AS
SELECT id, RANK() OVER w AS r, DENSE_RANK() OVER w AS dr FROM late WINDOW w AS (PARTITION BY k ORDER BY ts);
