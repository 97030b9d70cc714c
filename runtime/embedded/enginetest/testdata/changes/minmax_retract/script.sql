-- MIN, MAX, LISTAGG, COUNT DISTINCT, FIRST_VALUE over a table whose rows move between groups.
SET 'parallelism.default' = '1';
CREATE TABLE cdc (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem', 'path'='@CASE@/cdc.jsonl', 'format'='debezium-json');
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT k, MIN(v) AS mn, MAX(v) AS mx, COUNT(DISTINCT v) AS d, COUNT(*) AS n, AVG(v) AS av, SUM(v) FILTER (WHERE v > 3) AS s3, STDDEV_POP(v) AS sd FROM cdc GROUP BY k;
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT COUNT(*) AS n, MAX(ts) AS mt, MIN(k) AS mk, MAX(CAST(v AS DECIMAL(5, 1)) / 3) AS md FROM cdc;
CREATE TABLE c WITH ('connector'='print', 'print-identifier'='c') AS
SELECT n, LISTAGG(k) AS ks FROM (SELECT k, COUNT(*) AS n FROM cdc WHERE k IS NOT NULL GROUP BY k HAVING COUNT(*) > 1) GROUP BY n;
CREATE TABLE d WITH ('connector'='print', 'print-identifier'='d') AS
SELECT k, COUNT(*) AS n, COUNT(v) AS nv FROM cdc GROUP BY k HAVING MAX(v) > 3 AND COUNT(*) < 3;
CREATE TABLE e WITH ('connector'='print', 'print-identifier'='e') AS
SELECT DISTINCT k FROM cdc;
CREATE TABLE f WITH ('connector'='print', 'print-identifier'='f') AS
SELECT k IS NULL AS nk, COLLECT(v) AS ms FROM cdc GROUP BY k IS NULL;
