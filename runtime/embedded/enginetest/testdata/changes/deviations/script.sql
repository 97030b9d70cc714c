-- Deviations and variances of integers.
SET 'parallelism.default' = '1';
CREATE TABLE ep (id INT, k STRING, v INT, s STRING, ts TIMESTAMP(3), pt AS PROCTIME()) WITH ('connector' = 'filesystem', 'path' = '@CASE@/e.jsonl', 'format' = 'json');
SELECT k, STDDEV_POP(v), STDDEV_SAMP(v), VAR_POP(v), VAR_SAMP(v), STDDEV(v), VARIANCE(v) FROM ep GROUP BY k;
