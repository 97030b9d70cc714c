CREATE TABLE ev (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ev.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`id` INT, `k` VARCHAR(2147483647), `s` INT, `c` BIGINT, `mx` INT) WITH ('connector' = 'print');

INSERT INTO o
SELECT id, k, SUM(v) OVER w s, COUNT(DISTINCT v) OVER w c, MAX(v) OVER w mx FROM ev WINDOW w AS (PARTITION BY k ORDER BY ts RANGE BETWEEN INTERVAL '4' SECOND PRECEDING AND CURRENT ROW);

