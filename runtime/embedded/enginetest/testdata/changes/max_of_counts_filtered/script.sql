-- A filter that what only rises never leaves takes nothing away from a MAX.
SET 'parallelism.default' = '1';
CREATE TABLE ep (id INT, k STRING, v INT, s STRING, ts TIMESTAMP(3), pt AS PROCTIME()) WITH ('connector' = 'filesystem', 'path' = '@CASE@/e.jsonl', 'format' = 'json');
SELECT MAX(n), COUNT(*) FROM (SELECT k, COUNT(*) AS n, MAX(id) AS m FROM ep GROUP BY k) WHERE m > 3;
