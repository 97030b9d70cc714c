-- Outer joins with conditions beside the keys, over a table of changes.
SET 'parallelism.default' = '1';
CREATE TABLE cdc (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem', 'path'='@CASE@/cdc.jsonl', 'format'='debezium-json');
CREATE TABLE r (id INT, k STRING, w INT) WITH ('connector'='filesystem', 'path'='@CASE@/r.csv', 'format'='csv', 'csv.null-literal'='NULL');
CREATE TABLE lft WITH ('connector'='print', 'print-identifier'='lft') AS
SELECT cdc.id, cdc.k, cdc.v, r.id AS rid FROM cdc LEFT JOIN r ON cdc.k = r.k AND cdc.v > r.w;
CREATE TABLE rgt WITH ('connector'='print', 'print-identifier'='rgt') AS
SELECT cdc.id, r.id AS rid, r.w FROM cdc RIGHT JOIN r ON cdc.k = r.k AND cdc.v + r.w > 8;
CREATE TABLE ful WITH ('connector'='print', 'print-identifier'='ful') AS
SELECT cdc.id, cdc.v, r.id AS rid FROM cdc FULL JOIN r ON cdc.k IS NOT DISTINCT FROM r.k;
CREATE TABLE crs WITH ('connector'='print', 'print-identifier'='crs') AS
SELECT COUNT(*) AS n, SUM(cdc.v * r.w) AS s FROM cdc CROSS JOIN r;
CREATE TABLE neq WITH ('connector'='print', 'print-identifier'='neq') AS
SELECT cdc.id, r.id AS rid FROM cdc JOIN r ON cdc.v < r.w;
