-- MAX of sums of what is positive.
SET 'parallelism.default' = '1';
CREATE TABLE ep (id INT, k STRING, v INT, s STRING, ts TIMESTAMP(3), pt AS PROCTIME()) WITH ('connector' = 'filesystem', 'path' = '@CASE@/e.jsonl', 'format' = 'json');
SELECT MAX(n), COUNT(*) FROM (SELECT k, SUM(v) AS n FROM ep WHERE v > 0 GROUP BY k);
