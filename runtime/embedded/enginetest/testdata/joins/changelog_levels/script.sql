-- An aggregate over an outer join over aggregates, all of them updating.
SET 'parallelism.default' = '1';
CREATE TABLE cdc (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem', 'path'='@CASE@/cdc.jsonl', 'format'='debezium-json');
CREATE TABLE l (id INT, k STRING, v INT) WITH ('connector'='filesystem', 'path'='@CASE@/l.csv', 'format'='csv', 'csv.null-literal'='NULL');
CREATE TABLE o WITH ('connector'='print', 'print-identifier'='o') AS
SELECT big, COUNT(*) AS grps, SUM(total) AS total, MIN(label) AS lo FROM (SELECT COALESCE(x.k, 'none') AS label, x.total > 10 AS big, COALESCE(x.total, 0) + COALESCE(y.n, 0) AS total FROM (SELECT k, SUM(v) AS total FROM cdc GROUP BY k) x FULL JOIN (SELECT k, COUNT(*) AS n FROM l GROUP BY k) y ON x.k = y.k) GROUP BY big;
CREATE TABLE p WITH ('connector'='print', 'print-identifier'='p') AS
SELECT n, COUNT(*) AS c FROM (SELECT k, COUNT(*) AS n FROM (SELECT k, v, COUNT(*) AS c FROM cdc GROUP BY k, v HAVING COUNT(*) >= 1) GROUP BY k) GROUP BY n;
