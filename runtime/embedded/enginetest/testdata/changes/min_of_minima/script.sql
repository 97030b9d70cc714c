-- MIN of minima and MAX of minima: only one of them needs the old rows.
SET 'parallelism.default' = '1';
CREATE TABLE ep (id INT, k STRING, v INT, s STRING, ts TIMESTAMP(3), pt AS PROCTIME()) WITH ('connector' = 'filesystem', 'path' = '@CASE@/e.jsonl', 'format' = 'json');
SELECT MIN(n), MAX(n) FROM (SELECT k, MIN(v) AS n FROM ep GROUP BY k);
