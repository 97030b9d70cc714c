-- Counts that a filter takes away again: the MAX needs the old rows.
SET 'parallelism.default' = '1';
CREATE TABLE ep (id INT, k STRING, v INT, s STRING, ts TIMESTAMP(3), pt AS PROCTIME()) WITH ('connector' = 'filesystem', 'path' = '@CASE@/e.jsonl', 'format' = 'json');
SELECT MAX(n), COUNT(*) FROM (SELECT k, COUNT(*) AS n FROM ep GROUP BY k HAVING COUNT(*) < 5);
