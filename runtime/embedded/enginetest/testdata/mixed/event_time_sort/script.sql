-- ORDER BY event time with rows out of order and late, with another column after it, then LIMIT of aggregates.
SET 'parallelism.default' = '1';
CREATE TABLE late (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '4' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/late.jsonl', 'format'='json');
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT id, ts FROM late ORDER BY ts;
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT id, v FROM late ORDER BY ts, v DESC, id;
CREATE TABLE c WITH ('connector'='print', 'print-identifier'='c') AS
SELECT k, n FROM (SELECT k, COUNT(*) AS n FROM late GROUP BY k) ORDER BY n DESC, k LIMIT 2;
