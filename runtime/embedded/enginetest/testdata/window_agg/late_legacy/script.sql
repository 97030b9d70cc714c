-- The older group windows with rows out of order and late ones.
SET 'parallelism.default' = '1';
CREATE TABLE late (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '4' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/late.jsonl', 'format'='json');
CREATE TABLE tum WITH ('connector'='print', 'print-identifier'='tum') AS
SELECT TUMBLE_START(ts, INTERVAL '10' SECOND) AS w, k, COUNT(*) AS n, SUM(id) AS s, TUMBLE_ROWTIME(ts, INTERVAL '10' SECOND) AS rt FROM late GROUP BY k, TUMBLE(ts, INTERVAL '10' SECOND);
CREATE TABLE hop WITH ('connector'='print', 'print-identifier'='hop') AS
SELECT HOP_START(ts, INTERVAL '6' SECOND, INTERVAL '18' SECOND) AS w, HOP_END(ts, INTERVAL '6' SECOND, INTERVAL '18' SECOND) AS e, COUNT(*) AS n, SUM(id) AS s FROM late GROUP BY HOP(ts, INTERVAL '6' SECOND, INTERVAL '18' SECOND);
CREATE TABLE ses WITH ('connector'='print', 'print-identifier'='ses') AS
SELECT SESSION_START(ts, INTERVAL '6' SECOND) AS w, SESSION_END(ts, INTERVAL '6' SECOND) AS e, k, COUNT(*) AS n, SUM(id) AS s FROM late GROUP BY SESSION(ts, INTERVAL '6' SECOND), k;
