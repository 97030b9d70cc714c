CREATE TABLE ev (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ev.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`id` INT, `k` VARCHAR(2147483647), `s` INT, `av` BIGINT) WITH ('connector' = 'print');

INSERT INTO o
SELECT id, k, s, s / c av FROM (SELECT id, k, SUM(v) OVER w s, COUNT(v) OVER w c FROM ev WHERE v IS NOT NULL WINDOW w AS (PARTITION BY k ORDER BY ts RANGE BETWEEN INTERVAL '3' SECOND PRECEDING AND CURRENT ROW)) WHERE s > 5;

