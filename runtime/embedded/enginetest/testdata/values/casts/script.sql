-- CAST and TRY_CAST of columns from text to each type and back.
SET 'parallelism.default' = '1';
CREATE TABLE t (id INT, s STRING) WITH ('connector'='filesystem', 'path'='@CASE@/t.csv', 'format'='csv');
CREATE TABLE c WITH ('connector'='print', 'print-identifier'='c') AS
SELECT id, TRY_CAST(TRY_CAST(s AS DOUBLE) AS INT) AS di, TRY_CAST(TRY_CAST(s AS DOUBLE) AS DECIMAL(5, 1)) AS dd, CAST(TRY_CAST(s AS DOUBLE) AS STRING) AS ds, CAST(TRY_CAST(s AS BIGINT) AS TINYINT) AS bt, CAST(TRY_CAST(s AS INT) AS BOOLEAN) AS ib, TO_TIMESTAMP_LTZ(TRY_CAST(s AS BIGINT), 0) AS x FROM t WHERE id < 10;
