CREATE TABLE cdc (id INT, k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '@CASE@/cdc.json', 'format' = 'debezium-json');

CREATE TABLE o (`k` VARCHAR(2147483647), `cd` BIGINT, `sd` INT, `cf` BIGINT, `mf` INT, `cg` BIGINT) WITH ('connector' = 'print');

INSERT INTO o
SELECT k, COUNT(DISTINCT v) cd, SUM(DISTINCT v) sd, COUNT(DISTINCT v) FILTER (WHERE id > 2) cf, MAX(v) FILTER (WHERE id <> 2) mf, COUNT(DISTINCT id) FILTER (WHERE v > 4) cg FROM cdc GROUP BY k;

