CREATE TABLE ev (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ev.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`k` VARCHAR(2147483647), `id` INT, `v` INT) WITH ('connector' = 'print');

INSERT INTO o
SELECT k, id, v FROM ev ORDER BY v DESC, id LIMIT 1;

