-- Four inputs, outer joins in a row, USING and NATURAL, subqueries on both sides.
SET 'parallelism.default' = '1';
CREATE TABLE l (id INT, k STRING, v INT) WITH ('connector'='filesystem', 'path'='@CASE@/l.csv', 'format'='csv', 'csv.null-literal'='NULL');
CREATE TABLE r (id INT, k STRING, w INT) WITH ('connector'='filesystem', 'path'='@CASE@/r.csv', 'format'='csv', 'csv.null-literal'='NULL');
CREATE TABLE cdc (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem', 'path'='@CASE@/cdc.jsonl', 'format'='debezium-json');
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT l.id, r.id AS rid, c.id AS cid, m.mx FROM l LEFT JOIN r ON l.k = r.k LEFT JOIN cdc c ON r.w = c.v JOIN (SELECT k, MAX(v) AS mx FROM cdc GROUP BY k) m ON l.k = m.k;
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT k, v, w FROM l JOIN r USING (k) WHERE v IS NOT NULL;
CREATE TABLE c WITH ('connector'='print', 'print-identifier'='c') AS
SELECT id, l.k AS lk, r.k AS rk FROM l FULL JOIN r USING (id);
CREATE TABLE d WITH ('connector'='print', 'print-identifier'='d') AS
SELECT x.k, (SELECT MAX(w) FROM r) AS mw FROM (SELECT DISTINCT k FROM l) x LEFT JOIN (SELECT k, COUNT(*) AS n FROM r GROUP BY k HAVING COUNT(*) > 1) y ON x.k = y.k WHERE y.n IS NULL;
