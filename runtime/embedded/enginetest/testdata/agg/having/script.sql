CREATE TABLE cdc (id INT, k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '@CASE@/cdc.json', 'format' = 'debezium-json');

CREATE TABLE o (`k` VARCHAR(2147483647), `c` BIGINT, `m` INT) WITH ('connector' = 'print');

INSERT INTO o
SELECT k, COUNT(*) c, MAX(v) m FROM cdc GROUP BY k HAVING COUNT(*) > 1 AND MAX(v) > 4;

