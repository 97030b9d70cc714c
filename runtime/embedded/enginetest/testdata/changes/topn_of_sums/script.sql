-- The keys with the greatest sums of positive values: only rises are followed.
SET 'parallelism.default' = '1';
CREATE TABLE ep (id INT, k STRING, v INT, s STRING, ts TIMESTAMP(3), pt AS PROCTIME()) WITH ('connector' = 'filesystem', 'path' = '@CASE@/e.jsonl', 'format' = 'json');
SELECT k, n, rn FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY n DESC) AS rn FROM (SELECT k, SUM(v) AS n FROM ep WHERE v > 0 GROUP BY k)) WHERE rn <= 2;
