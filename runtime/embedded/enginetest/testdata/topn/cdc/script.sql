CREATE TABLE cdc (id INT, k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '@CASE@/cdc.json', 'format' = 'debezium-json');

CREATE TABLE o (`k` VARCHAR(2147483647), `id` INT, `v` INT, `rn` BIGINT) WITH ('connector' = 'print');

INSERT INTO o
SELECT k, id, v, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY v DESC, id) rn FROM cdc) WHERE rn <= 2;

