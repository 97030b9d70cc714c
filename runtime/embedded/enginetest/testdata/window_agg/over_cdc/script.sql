-- Windows over a table with updates and deletes.
SET 'parallelism.default' = '1';
CREATE TABLE cdc (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem', 'path'='@CASE@/cdc.jsonl', 'format'='debezium-json');
CREATE TABLE tum WITH ('connector'='print', 'print-identifier'='tum') AS
SELECT window_start, window_end, k, COUNT(*) AS n, SUM(v) AS s FROM TABLE(TUMBLE(TABLE cdc, DESCRIPTOR(ts), INTERVAL '20' SECOND)) GROUP BY window_start, window_end, k;
CREATE TABLE hop WITH ('connector'='print', 'print-identifier'='hop') AS
SELECT window_start, window_end, COUNT(*) AS n, MAX(v) AS m, COUNT(DISTINCT k) AS d FROM TABLE(HOP(TABLE cdc, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '30' SECOND)) GROUP BY window_start, window_end;
