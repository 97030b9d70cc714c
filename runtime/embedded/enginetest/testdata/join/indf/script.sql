CREATE TABLE bid (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/bid.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE ask (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ask.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`id` INT, `aid` INT) WITH ('connector' = 'print');

INSERT INTO o
SELECT b.id, a.id aid FROM bid b JOIN ask a ON b.k IS NOT DISTINCT FROM a.k AND b.v = a.v;

