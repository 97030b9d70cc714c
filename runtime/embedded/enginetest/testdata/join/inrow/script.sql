CREATE TABLE ask (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ask.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE bid (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/bid.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`id` INT, `k` VARCHAR(2147483647), `v` INT, `ts` TIMESTAMP(3)) WITH ('connector' = 'print');

INSERT INTO o
SELECT * FROM ask a WHERE (a.k, a.v) IN (SELECT k, v FROM bid);

