CREATE TABLE cdc (id INT, k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '@CASE@/cdc.json', 'format' = 'debezium-json');

CREATE TABLE o (`id` INT, `k` VARCHAR(2147483647), `v` INT, `m` INT) WITH ('connector' = 'print');

INSERT INTO o
SELECT id, k, v, (SELECT MAX(v) FROM cdc c WHERE c.k = d.k) m FROM cdc d;

