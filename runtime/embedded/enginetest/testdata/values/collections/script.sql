-- Arrays, maps, rows and multisets: functions, access, comparison, casts, grouping by them.
SET 'parallelism.default' = '1';
CREATE TABLE t (id INT, a ARRAY<INT>, b ARRAY<STRING>, m MAP<STRING, DOUBLE>, r ROW<x INT, y ROW<z STRING, ar ARRAY<INT>>>) WITH ('connector'='filesystem', 'path'='@CASE@/t.jsonl', 'format'='json');
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT id, ARRAY_CONCAT(a, ARRAY[9]) AS cc, ARRAY_UNION(a, ARRAY[1, 9]) AS un, ARRAY_JOIN(b, ',', '?') AS j, ARRAY_SORT(b) AS so, ARRAY_SORT(a, FALSE) AS sd, ARRAY_PREPEND(a, 0) AS pr, ARRAY_APPEND(b, 'z') AS ap FROM t;
CREATE TABLE d WITH ('connector'='print', 'print-identifier'='d') AS
SELECT id, r.x, t.r.y.z AS z, r.y.ar[1] AS f, r IS NULL AS n, r.y IS NULL AS yn, CAST(r AS ROW<x STRING, y ROW<z STRING, ar ARRAY<STRING>>>) AS cr, CAST(a AS ARRAY<STRING>) AS ca, CAST(m AS MAP<STRING, INT>) AS cm, CAST(a AS STRING) AS sa, CAST(r AS STRING) AS sr FROM t;
CREATE TABLE e WITH ('connector'='print', 'print-identifier'='e') AS
SELECT a, COUNT(*) AS n FROM t GROUP BY a;
CREATE TABLE f WITH ('connector'='print', 'print-identifier'='f') AS
SELECT r.y.z AS z, COLLECT(r.x) AS ms, ARRAY_AGG(id) AS ids FROM t GROUP BY r.y.z;
CREATE TABLE g WITH ('connector'='print', 'print-identifier'='g') AS
SELECT id, ROW(id, b) AS ro, ARRAY[ROW(id, 'x'), ROW(0, CAST(NULL AS STRING))] AS ar, MAP[id, a] AS ma FROM t;
CREATE TABLE h WITH ('connector'='print', 'print-identifier'='h') AS
SELECT DISTINCT b, r.x > 1 AS big FROM t;
