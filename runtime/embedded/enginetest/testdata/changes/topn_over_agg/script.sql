-- Top-N over updating aggregates, with rank, without, filtered, of several ranks, then aggregated.
SET 'parallelism.default' = '1';
CREATE TABLE cdc (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem', 'path'='@CASE@/cdc.jsonl', 'format'='debezium-json');
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE rk WITH ('connector'='print', 'print-identifier'='rk') AS
SELECT k, s, rn FROM (SELECT k, s, ROW_NUMBER() OVER (ORDER BY s DESC, k) AS rn FROM (SELECT k, SUM(v) AS s FROM bids GROUP BY k)) WHERE rn <= 2;
CREATE TABLE nr WITH ('connector'='print', 'print-identifier'='nr') AS
SELECT k, s FROM (SELECT k, s, ROW_NUMBER() OVER (ORDER BY s, k) AS rn FROM (SELECT k, SUM(v) AS s FROM cdc GROUP BY k)) WHERE rn <= 2;
CREATE TABLE pt WITH ('connector'='print', 'print-identifier'='pt') AS
SELECT par, k, n FROM (SELECT par, k, n, ROW_NUMBER() OVER (PARTITION BY par ORDER BY n DESC, k DESC) AS rn FROM (SELECT MOD(v, 2) AS par, k, COUNT(*) AS n FROM cdc WHERE k IS NOT NULL GROUP BY MOD(v, 2), k)) WHERE rn = 1;
CREATE TABLE ag WITH ('connector'='print', 'print-identifier'='ag') AS
SELECT COUNT(*) AS n, SUM(s) AS s FROM (SELECT k, s FROM (SELECT k, s, ROW_NUMBER() OVER (ORDER BY s DESC, k) AS rn FROM (SELECT k, SUM(v) AS s FROM cdc GROUP BY k)) WHERE rn <= 3);
CREATE TABLE tw WITH ('connector'='print', 'print-identifier'='tw') AS
SELECT id, v FROM (SELECT id, v, ROW_NUMBER() OVER (ORDER BY v DESC, id) AS rn FROM (SELECT id, v FROM (SELECT id, k, v, ROW_NUMBER() OVER (PARTITION BY k ORDER BY v, id) AS r FROM cdc) WHERE r <= 1)) WHERE rn <= 2;
CREATE TABLE lim WITH ('connector'='print', 'print-identifier'='lim') AS
SELECT k, SUM(v) AS s FROM cdc GROUP BY k ORDER BY s DESC, k LIMIT 2;
