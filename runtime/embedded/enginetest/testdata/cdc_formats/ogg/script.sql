-- ogg-json with metadata.
SET 'parallelism.default' = '1';
CREATE TABLE t (id INT, name STRING, w DOUBLE) WITH ('connector'='filesystem', 'path'='@CASE@/t.jsonl', 'format'='ogg-json');
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT * FROM t;
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT COUNT(*) AS n, MAX(w) AS m FROM t;
