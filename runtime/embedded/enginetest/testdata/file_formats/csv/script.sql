-- csv: quotes, escapes, arrays, rows, NULL literals, delimiters, comments, ignored errors.
SET 'parallelism.default' = '1';
CREATE TABLE q (id INT, s STRING, a ARRAY<INT>, r ROW<x INT, y STRING>, d DECIMAL(6, 2), b BOOLEAN) WITH ('connector'='filesystem', 'path'='@CASE@/q.csv', 'format'='csv', 'csv.field-delimiter'=';', 'csv.quote-character'='''', 'csv.escape-character'='\', 'csv.array-element-delimiter'='|', 'csv.null-literal'='n/a', 'csv.allow-comments'='true', 'csv.ignore-parse-errors'='true');
CREATE TABLE o WITH ('connector'='print', 'print-identifier'='o') AS
SELECT * FROM q;
CREATE TABLE p WITH ('connector'='print', 'print-identifier'='p') AS
SELECT b, COUNT(*) AS n, SUM(d) AS s FROM q GROUP BY b;
