-- json: nested types, NULLs, missing fields, numbers as texts, maps, timestamps of both standards, bytes.
SET 'parallelism.default' = '1';
CREATE TABLE j (id BIGINT, s STRING, n DECIMAL(10, 3), f FLOAT, by_ BYTES, d DATE, t TIME, ts TIMESTAMP(3), z TIMESTAMP_LTZ(3), m MAP<STRING, ARRAY<INT>>, r ROW<a ROW<b BOOLEAN>, `select` STRING>) WITH ('connector'='filesystem', 'path'='@CASE@/j.jsonl', 'format'='json', 'json.ignore-parse-errors'='true');
CREATE TABLE o WITH ('connector'='print', 'print-identifier'='o') AS
SELECT * FROM j;
CREATE TABLE p WITH ('connector'='print', 'print-identifier'='p') AS
SELECT r.a.b, COUNT(*) AS n FROM j GROUP BY r.a.b;
