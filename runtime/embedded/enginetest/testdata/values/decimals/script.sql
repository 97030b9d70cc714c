-- Precision and scale of decimals through operators, aggregates, set operations and sinks.
SET 'parallelism.default' = '1';
CREATE TABLE t (id INT, a DECIMAL(10, 2), b DECIMAL(38, 18), c DECIMAL(5, 5), i INT, l BIGINT, d DOUBLE) WITH ('connector'='filesystem', 'path'='@CASE@/t.jsonl', 'format'='json');
CREATE TABLE narrow (id INT, x DECIMAL(4, 1), y DECIMAL(38, 0), z BIGINT) WITH ('connector'='print', 'print-identifier'='narrow');
CREATE TABLE cmp WITH ('connector'='print', 'print-identifier'='cmp') AS
SELECT id, a > b AS gt, a = i AS eq, c < d AS lt, a BETWEEN 0 AND 10.5 AS bt, COALESCE(c, a) AS co, CASE WHEN id = 1 THEN a ELSE b END AS ca, NULLIF(a, 1.10) AS nu FROM t;
CREATE TABLE fns WITH ('connector'='print', 'print-identifier'='fns') AS
SELECT id, ROUND(a, 1) AS r1, ROUND(b) AS r0, ROUND(a, -1) AS rm, TRUNCATE(a, 1) AS tr, FLOOR(a) AS fl, CEIL(a) AS ce, ABS(a) AS ab, SIGN(a) AS si, SQRT(a) AS sq, POWER(a, 2) AS po FROM t WHERE a >= 0;
CREATE TABLE agg WITH ('connector'='print', 'print-identifier'='agg') AS
SELECT SUM(a) AS sa, AVG(a) AS aa, SUM(b) AS sb, AVG(b) AS ab, MAX(c) AS mc, AVG(i) AS ai, SUM(a * b) AS sab, COUNT(DISTINCT a) AS da FROM t;
CREATE TABLE un WITH ('connector'='print', 'print-identifier'='un') AS
SELECT a AS x FROM t UNION ALL SELECT b FROM t UNION ALL SELECT i FROM t;
INSERT INTO narrow SELECT id, CAST(a AS DECIMAL(4, 1)), CAST(b AS DECIMAL(38, 0)), CAST(a AS BIGINT) FROM t;
