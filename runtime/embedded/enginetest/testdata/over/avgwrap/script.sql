CREATE TABLE t (k STRING, a TINYINT, b INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/t.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`k` VARCHAR(2147483647), `s` TINYINT, `av` TINYINT, `sb` INT, `ab` INT) WITH ('connector' = 'print');

INSERT INTO o
SELECT k, SUM(a) OVER w s, AVG(a) OVER w av, SUM(b) OVER w sb, AVG(b) OVER w ab FROM t WINDOW w AS (PARTITION BY k ORDER BY ts ROWS BETWEEN 2 PRECEDING AND CURRENT ROW);

