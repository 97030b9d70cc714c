-- The keys with the most rows of a kind, counted by a CASE of constants.
SET 'parallelism.default' = '1';
CREATE TABLE ep (id INT, k STRING, v INT, s STRING, ts TIMESTAMP(3), pt AS PROCTIME()) WITH ('connector' = 'filesystem', 'path' = '@CASE@/e.jsonl', 'format' = 'json');
SELECT k, n FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY n DESC) AS rn FROM (SELECT k, SUM(CASE WHEN s = 'x' THEN 1 ELSE 0 END) AS n FROM ep GROUP BY k)) WHERE rn <= 2;
