CREATE TABLE cdc (id INT, k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '@CASE@/cdc.json', 'format' = 'debezium-json');

CREATE TABLE o (`c` BIGINT, `n` BIGINT, `m` INT, `ks` VARCHAR(2147483647)) WITH ('connector' = 'print');

INSERT INTO o
SELECT c, COUNT(*) n, MAX(s) m, LISTAGG(k) ks FROM (SELECT k, COUNT(*) c, SUM(v) s FROM cdc GROUP BY k) GROUP BY c;

