CREATE TABLE cdc (id INT, k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '@CASE@/cdc.json', 'format' = 'debezium-json');

CREATE TABLE ask (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ask.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`k` VARCHAR(2147483647), `s` INT, `n` BIGINT) WITH ('connector' = 'print');

INSERT INTO o
SELECT COALESCE(c.k, a.k) k, c.s, a.n FROM (SELECT k, SUM(v) s FROM cdc GROUP BY k) c FULL JOIN (SELECT k, COUNT(*) n FROM ask GROUP BY k) a ON c.k = a.k;

