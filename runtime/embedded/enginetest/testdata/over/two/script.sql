CREATE TABLE ev (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ev.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`id` INT, `s` INT, `c` BIGINT) WITH ('connector' = 'print');

INSERT INTO o
SELECT id, SUM(v) OVER (PARTITION BY k ORDER BY ts ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) s, COUNT(*) OVER (PARTITION BY k ORDER BY ts ROWS BETWEEN 3 PRECEDING AND CURRENT ROW) c FROM ev;

