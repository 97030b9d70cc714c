CREATE TABLE ask (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ask.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE cdc (id INT, k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '@CASE@/cdc.json', 'format' = 'debezium-json');

CREATE TABLE o (`id` INT, `v` INT) WITH ('connector' = 'print');

INSERT INTO o
SELECT a.id, a.v FROM ask a WHERE a.v > (SELECT AVG(c.v) FROM cdc c);

