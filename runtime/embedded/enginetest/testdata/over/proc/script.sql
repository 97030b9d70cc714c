CREATE TABLE t (k STRING, v INT, p AS PROCTIME()) WITH ('connector' = 'filesystem', 'path' = '@CASE@/t.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`k` VARCHAR(2147483647), `v` INT, `s` INT, `l` INT, `c` BIGINT) WITH ('connector' = 'print');

INSERT INTO o
SELECT k, v, SUM(v) OVER (PARTITION BY k ORDER BY p ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) s, LAG(v) OVER (PARTITION BY k ORDER BY p) l, COUNT(DISTINCT v) OVER (PARTITION BY k ORDER BY p) c FROM t;

