CREATE TABLE cdc (id INT, k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '@CASE@/cdc.json', 'format' = 'debezium-json');

CREATE TABLE o (`k` VARCHAR(2147483647), `s` INT) WITH ('connector' = 'print');

INSERT INTO o
SELECT k, SUM(n) s FROM (SELECT k, 1 AS n FROM cdc WHERE v > 4 UNION ALL SELECT k, -1 FROM cdc WHERE v <= 4) GROUP BY k;

