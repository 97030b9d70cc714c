-- maxwell-json with metadata, schema evolution, NULLs and partial old images.
SET 'parallelism.default' = '1';
CREATE TABLE t (id INT, name STRING, w DECIMAL(6, 2)) WITH ('connector'='filesystem', 'path'='@CASE@/t.jsonl', 'format'='maxwell-json');
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT * FROM t;
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT name, COUNT(*) AS n, SUM(w) AS s FROM t GROUP BY name;
