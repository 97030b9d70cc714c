CREATE TABLE cdc (id INT, k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '@CASE@/cdc.json', 'format' = 'debezium-json');

CREATE TABLE o (`a` BIGINT, `b` INT, `m` VARCHAR(2147483647)) WITH ('connector' = 'print');

INSERT INTO o
SELECT COUNT(CASE WHEN v > 4 THEN 1 END) a, SUM(CASE WHEN k = 'a' THEN v ELSE 0 END) b, MAX(COALESCE(k, 'zz')) m FROM cdc;

