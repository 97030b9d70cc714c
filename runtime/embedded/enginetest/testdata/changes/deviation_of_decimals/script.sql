-- Deviations and variances of DECIMALs, rounded at each step.
SET 'parallelism.default' = '1';
CREATE TABLE ep (id INT, k STRING, v INT, s STRING, ts TIMESTAMP(3), pt AS PROCTIME()) WITH ('connector' = 'filesystem', 'path' = '@CASE@/e.jsonl', 'format' = 'json');
SELECT k, VAR_POP(CAST(v AS DECIMAL(8, 2))), STDDEV_SAMP(CAST(v AS DECIMAL(8, 2))), COUNT(*) FROM ep GROUP BY k;
