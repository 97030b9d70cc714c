-- Top-N of rows: ties, NULLs first and last, several keys, offsets, limits within unions.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE l (id INT, k STRING, v INT) WITH ('connector'='filesystem', 'path'='@CASE@/l.csv', 'format'='csv', 'csv.null-literal'='NULL');
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT k, id, v, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY v ASC NULLS LAST, id DESC) AS rn FROM bids) WHERE rn <= 2;
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT id, v FROM bids ORDER BY v DESC, id LIMIT 4;
CREATE TABLE c WITH ('connector'='print', 'print-identifier'='c') AS
SELECT id, p FROM bids ORDER BY p NULLS LAST, id DESC LIMIT 3 OFFSET 2;
CREATE TABLE d WITH ('connector'='print', 'print-identifier'='d') AS
(SELECT id, v FROM bids ORDER BY v DESC, id LIMIT 2) UNION ALL (SELECT id, v FROM l ORDER BY v, id LIMIT 2);
CREATE TABLE e WITH ('connector'='print', 'print-identifier'='e') AS
SELECT k, COUNT(*) AS n FROM (SELECT k FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY MOD(id, 4) ORDER BY v DESC, id) AS rn FROM bids) WHERE rn <= 3) GROUP BY k;
CREATE TABLE f WITH ('connector'='print', 'print-identifier'='f') AS
SELECT id, v FROM (SELECT id, v, ROW_NUMBER() OVER (ORDER BY v DESC, id) AS rn FROM bids) WHERE rn > 2 AND rn <= 4;
