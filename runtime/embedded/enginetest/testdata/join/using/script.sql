CREATE TABLE ask (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ask.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE bid (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/bid.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`k` VARCHAR(2147483647), `v` INT, `bv` INT) WITH ('connector' = 'print');

INSERT INTO o
SELECT k, a.v, b.v bv FROM ask a JOIN bid b USING (k);

