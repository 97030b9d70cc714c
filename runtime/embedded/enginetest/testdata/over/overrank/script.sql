CREATE TABLE ev (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ev.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`id` INT, `k` VARCHAR(2147483647), `v` INT, `r` BIGINT, `d` BIGINT) WITH ('connector' = 'print');

INSERT INTO o
SELECT id, k, v, RANK() OVER (PARTITION BY k ORDER BY ts) r, DENSE_RANK() OVER (PARTITION BY k ORDER BY ts) d FROM ev;

