CREATE TABLE ask (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ask.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE cdc (id INT, k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '@CASE@/cdc.json', 'format' = 'debezium-json');

CREATE TABLE o (`id` INT, `v` INT, `m` INT, `n` BIGINT) WITH ('connector' = 'print');

INSERT INTO o
SELECT a.id, a.v, (SELECT MAX(c.v) FROM cdc c WHERE c.k = a.k) m, (SELECT COUNT(*) FROM cdc c WHERE c.k = a.k) n FROM ask a;

