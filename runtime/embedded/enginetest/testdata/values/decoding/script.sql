-- Conditional functions, three truth values, LIKE and IN over NULLs.
SET 'parallelism.default' = '1';
CREATE TABLE t (id INT, a INT, b INT, s STRING, f BOOLEAN) WITH ('connector'='filesystem', 'path'='@CASE@/t.jsonl', 'format'='json');
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT id, a = b AS eq, a <> b AS ne, a IS DISTINCT FROM b AS di, a IN (1, b, NULL) AS i, a NOT IN (1, 2) AS ni, a BETWEEN b AND 5 AS bt, a NOT BETWEEN SYMMETRIC 5 AND b AS bs, f AND a > 1 AS an, f OR a > 1 AS o, NOT f AS n, f IS UNKNOWN AS u, f IS NOT TRUE AS nt FROM t;
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT id, CASE a WHEN 1 THEN 'one' WHEN b THEN 'b' ELSE s END AS c, COALESCE(s, CAST(a AS STRING), '-') AS co, NULLIF(a, b) AS nu, IF(f, s, 'no') AS i, IFNULL(a, -1) AS ifn, GREATEST(a, b, 2) AS g, LEAST(a, b) AS l, a = ANY (VALUES 1, 2) AS an FROM t;
CREATE TABLE c WITH ('connector'='print', 'print-identifier'='c') AS
SELECT s LIKE 'x!_%' ESCAPE '!' AS l, s NOT LIKE '%y' AS nl, s SIMILAR TO '(x|y)_?%' AS st, COUNT(*) AS n FROM t GROUP BY s LIKE 'x!_%' ESCAPE '!', s NOT LIKE '%y', s SIMILAR TO '(x|y)_?%';
CREATE TABLE d WITH ('connector'='print', 'print-identifier'='d') AS
SELECT a, f, COUNT(*) AS n FROM t WHERE f IS NOT FALSE AND (a > 0 OR a IS NULL) GROUP BY a, f;
