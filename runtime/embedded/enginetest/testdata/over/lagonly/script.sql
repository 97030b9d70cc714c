CREATE TABLE ev (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ev.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`id` INT, `k` VARCHAR(2147483647), `l1` INT, `l2` INT, `d` INT) WITH ('connector' = 'print');

INSERT INTO o
SELECT id, k, LAG(v) OVER w l1, LAG(v, 2, -1) OVER w l2, v - LAG(v) OVER w d FROM ev WINDOW w AS (PARTITION BY k ORDER BY ts);

