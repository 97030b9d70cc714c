CREATE TABLE ev (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ev.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`id` INT, `k` VARCHAR(2147483647), `s` INT, `c` BIGINT, `mn` INT, `a` INT, `f` INT, `l` INT) WITH ('connector' = 'print');

INSERT INTO o
SELECT id, k, SUM(v) OVER w s, COUNT(*) OVER w c, MIN(v) OVER w mn, AVG(v) OVER w a, FIRST_VALUE(id) OVER w f, LAST_VALUE(id) OVER w l FROM ev WINDOW w AS (PARTITION BY k ORDER BY ts ROWS BETWEEN 2 PRECEDING AND CURRENT ROW);

