CREATE TABLE cdc (id INT, k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '@CASE@/cdc.json', 'format' = 'debezium-json');

CREATE TABLE o (`id` INT, `bid` INT) WITH ('connector' = 'print');

INSERT INTO o
SELECT a.id, b.id bid FROM cdc a JOIN cdc b ON a.k = b.k AND a.id < b.id;

