CREATE TABLE cdc (id INT, k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '@CASE@/cdc.json', 'format' = 'debezium-json');

CREATE TABLE o (`k` VARCHAR(2147483647), `mn` INT, `mx` INT, `c` BIGINT, `cs` BIGINT, `s` INT, `a` INT) WITH ('connector' = 'print');

INSERT INTO o
SELECT k, MIN(v) mn, MAX(v) mx, COUNT(v) c, COUNT(*) cs, SUM(v) s, AVG(v) a FROM cdc GROUP BY k;

