-- GROUPING SETS, CUBE and ROLLUP over an updating table; GROUPING and GROUPING_ID; HAVING on them.
SET 'parallelism.default' = '1';
CREATE TABLE cdc (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem', 'path'='@CASE@/cdc.jsonl', 'format'='debezium-json');
CREATE TABLE c WITH ('connector'='print', 'print-identifier'='c') AS
SELECT k, MOD(v, 2) AS o, COUNT(*) AS n, SUM(v) AS s, GROUPING(k) AS g1, GROUPING(MOD(v, 2)) AS g2, GROUPING_ID(k, MOD(v, 2)) AS gid FROM cdc GROUP BY CUBE (k, MOD(v, 2));
CREATE TABLE r WITH ('connector'='print', 'print-identifier'='r') AS
SELECT k, id, SUM(v) AS s FROM cdc GROUP BY ROLLUP (k, id) HAVING GROUPING(id) = 1;
CREATE TABLE s WITH ('connector'='print', 'print-identifier'='s') AS
SELECT k, v, COUNT(*) AS n FROM cdc GROUP BY GROUPING SETS ((k, v), (k), ());
CREATE TABLE d WITH ('connector'='print', 'print-identifier'='d') AS
SELECT k, COUNT(DISTINCT v) AS d FROM cdc GROUP BY ROLLUP (k);
