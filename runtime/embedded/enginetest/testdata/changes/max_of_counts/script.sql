-- MAX of what only rises needs no old rows: the result stands between the old row of an update and the new one.
SET 'parallelism.default' = '1';
CREATE TABLE ep (id INT, k STRING, v INT, s STRING, ts TIMESTAMP(3), pt AS PROCTIME()) WITH ('connector' = 'filesystem', 'path' = '@CASE@/e.jsonl', 'format' = 'json');
SELECT s, MAX(n), SUM(n) FROM (SELECT k, s, COUNT(*) AS n FROM ep GROUP BY k, s) GROUP BY s;
