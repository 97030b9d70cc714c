-- State that lives for a day loses nothing here: options and hints.
SET 'parallelism.default' = '1';
SET 'table.exec.state.ttl' = '1 d';
CREATE TABLE cdc (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem', 'path'='@CASE@/cdc.jsonl', 'format'='debezium-json');
CREATE TABLE l (id INT, k STRING, v INT) WITH ('connector'='filesystem', 'path'='@CASE@/l.csv', 'format'='csv', 'csv.null-literal'='NULL');
CREATE TABLE r (id INT, k STRING, w INT) WITH ('connector'='filesystem', 'path'='@CASE@/r.csv', 'format'='csv', 'csv.null-literal'='NULL');
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT k, SUM(v) AS s FROM cdc GROUP BY k;
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT /*+ STATE_TTL('x'='2d', 'r'='1d') */ x.id, r.id AS rid FROM l x LEFT JOIN r ON x.k = r.k;
CREATE TABLE c WITH ('connector'='print', 'print-identifier'='c') AS
SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY k ORDER BY v DESC, id) AS rn FROM cdc) WHERE rn <= 1;
