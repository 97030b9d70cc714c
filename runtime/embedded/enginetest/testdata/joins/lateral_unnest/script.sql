-- UNNEST of arrays, maps, multisets and rows; lateral subqueries; table aliases with columns.
SET 'parallelism.default' = '1';
CREATE TABLE t (id INT, tags ARRAY<STRING>, m MAP<STRING, INT>, rs ARRAY<ROW<a INT, b STRING>>, nested ARRAY<ARRAY<INT>>) WITH ('connector'='filesystem', 'path'='@CASE@/t.jsonl', 'format'='json');
CREATE TABLE r (id INT, k STRING, w INT) WITH ('connector'='filesystem', 'path'='@CASE@/r.csv', 'format'='csv', 'csv.null-literal'='NULL');
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT id, tag FROM t CROSS JOIN UNNEST(tags) AS x (tag);
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT id, mk, mv FROM t LEFT JOIN UNNEST(m) AS x (mk, mv) ON TRUE;
CREATE TABLE c WITH ('connector'='print', 'print-identifier'='c') AS
SELECT id, a, b FROM t, UNNEST(rs) AS x (a, b) WHERE b IS NOT NULL;
CREATE TABLE d WITH ('connector'='print', 'print-identifier'='d') AS
SELECT id, y FROM t CROSS JOIN UNNEST(nested) AS x (inside) CROSS JOIN UNNEST(inside) AS z (y);
CREATE TABLE e WITH ('connector'='print', 'print-identifier'='e') AS
SELECT tag, COUNT(*) AS n, SUM(id) AS s FROM t CROSS JOIN UNNEST(tags) AS x (tag) GROUP BY tag;
CREATE TABLE f WITH ('connector'='print', 'print-identifier'='f') AS
SELECT t.id, q.w FROM t, LATERAL (SELECT w FROM r WHERE r.id = t.id) AS q;
CREATE TABLE g WITH ('connector'='print', 'print-identifier'='g') AS
SELECT k, el, n FROM (SELECT k, COLLECT(w) AS ms FROM r GROUP BY k) q CROSS JOIN UNNEST(ms) AS u (el), LATERAL (VALUES (1)) AS o (n);
