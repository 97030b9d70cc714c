CREATE TABLE cdc (id INT, k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '@CASE@/cdc.json', 'format' = 'debezium-json');

CREATE TABLE ask (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ask.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`k` VARCHAR(2147483647), `c` BIGINT) WITH ('connector' = 'print');

INSERT INTO o
SELECT k, COUNT(*) c FROM (SELECT k FROM cdc UNION ALL SELECT k FROM ask EXCEPT SELECT 'e') GROUP BY k;

