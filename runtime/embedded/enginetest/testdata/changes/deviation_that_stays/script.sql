-- A deviation is an update also where it stays the same.
SET 'parallelism.default' = '1';
CREATE TABLE ep (id INT, k STRING, v INT, s STRING, ts TIMESTAMP(3), pt AS PROCTIME()) WITH ('connector' = 'filesystem', 'path' = '@CASE@/e.jsonl', 'format' = 'json');
SELECT STDDEV_POP(v), AVG(v) FROM ep WHERE v BETWEEN 3 AND 5;
