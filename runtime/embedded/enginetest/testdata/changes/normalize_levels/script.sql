-- A CDC table joined with itself, its aggregates compared with its rows, subqueries as values.
SET 'parallelism.default' = '1';
CREATE TABLE cdc (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem', 'path'='@CASE@/cdc.jsonl', 'format'='debezium-json');
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT x.id, y.id AS yid FROM cdc x JOIN cdc y ON x.k = y.k AND x.id < y.id;
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT id, v FROM cdc WHERE v > (SELECT AVG(v) FROM cdc);
CREATE TABLE c WITH ('connector'='print', 'print-identifier'='c') AS
SELECT id, k, v, v = (SELECT MAX(v) FROM cdc) AS top FROM cdc;
CREATE TABLE d WITH ('connector'='print', 'print-identifier'='d') AS
SELECT c.id, c.v, m.mx FROM cdc c JOIN (SELECT k, MAX(v) AS mx FROM cdc GROUP BY k) m ON c.k = m.k AND c.v = m.mx;
CREATE TABLE e WITH ('connector'='print', 'print-identifier'='e') AS
SELECT CASE WHEN n > 2 THEN 'many' ELSE 'few' END AS size_, SUM(n) AS n FROM (SELECT k, COUNT(*) AS n FROM cdc GROUP BY k) GROUP BY CASE WHEN n > 2 THEN 'many' ELSE 'few' END;
