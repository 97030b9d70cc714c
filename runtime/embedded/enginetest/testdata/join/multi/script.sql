CREATE TABLE ask (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ask.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE bid (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/bid.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE cdc (id INT, k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '@CASE@/cdc.json', 'format' = 'debezium-json');

CREATE TABLE o (`id` INT, `bid` INT, `cid` INT) WITH ('connector' = 'print');

INSERT INTO o
SELECT a.id, b.id bid, c.id cid FROM ask a LEFT JOIN bid b ON a.k = b.k LEFT JOIN cdc c ON b.k = c.k AND c.v > 3 WHERE a.id < 104;

