CREATE TABLE ask (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ask.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE bid (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/bid.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`k` VARCHAR(2147483647), `v` INT, `aid` INT, `bid` INT) WITH ('connector' = 'print');

INSERT INTO o
SELECT * FROM (SELECT k, v, id aid FROM ask) NATURAL LEFT JOIN (SELECT k, v, id bid FROM bid);

