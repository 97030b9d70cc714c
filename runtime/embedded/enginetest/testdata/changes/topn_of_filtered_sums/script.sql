-- The keys with the greatest sums of values that a FILTER leaves over.
SET 'parallelism.default' = '1';
CREATE TABLE ep (id INT, k STRING, v INT, s STRING, ts TIMESTAMP(3), pt AS PROCTIME()) WITH ('connector' = 'filesystem', 'path' = '@CASE@/e.jsonl', 'format' = 'json');
SELECT k, n FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY n DESC) AS rn FROM (SELECT k, SUM(v) FILTER (WHERE v >= 0) AS n FROM ep GROUP BY k)) WHERE rn <= 2;
