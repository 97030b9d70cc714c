-- INTERSECT, EXCEPT and UNION, with ALL and without, over updating inputs and NULLs.
SET 'parallelism.default' = '1';
CREATE TABLE cdc (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem', 'path'='@CASE@/cdc.jsonl', 'format'='debezium-json');
CREATE TABLE l (id INT, k STRING, v INT) WITH ('connector'='filesystem', 'path'='@CASE@/l.csv', 'format'='csv', 'csv.null-literal'='NULL');
CREATE TABLE r (id INT, k STRING, w INT) WITH ('connector'='filesystem', 'path'='@CASE@/r.csv', 'format'='csv', 'csv.null-literal'='NULL');
CREATE TABLE ia WITH ('connector'='print', 'print-identifier'='ia') AS
SELECT k FROM cdc INTERSECT ALL SELECT k FROM l;
CREATE TABLE ii WITH ('connector'='print', 'print-identifier'='ii') AS
SELECT k FROM cdc INTERSECT SELECT k FROM l;
CREATE TABLE ea WITH ('connector'='print', 'print-identifier'='ea') AS
SELECT k FROM l EXCEPT ALL SELECT k FROM cdc;
CREATE TABLE ee WITH ('connector'='print', 'print-identifier'='ee') AS
SELECT k FROM l EXCEPT SELECT k FROM cdc;
CREATE TABLE un WITH ('connector'='print', 'print-identifier'='un') AS
SELECT k, v FROM cdc UNION SELECT k, w FROM r;
CREATE TABLE mx WITH ('connector'='print', 'print-identifier'='mx') AS
SELECT k, COUNT(*) AS n FROM (SELECT k FROM cdc UNION ALL SELECT k FROM l UNION ALL SELECT k FROM r) GROUP BY k;
CREATE TABLE ne WITH ('connector'='print', 'print-identifier'='ne') AS
(SELECT k FROM l UNION ALL SELECT k FROM r) EXCEPT ALL (SELECT k FROM cdc INTERSECT ALL SELECT k FROM l);
