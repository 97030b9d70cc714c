CREATE TABLE cdc (id INT, k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '@CASE@/cdc.json', 'format' = 'debezium-json');

CREATE TABLE o (`k` VARCHAR(2147483647), `l` VARCHAR(2147483647), `l2` VARCHAR(2147483647), `f` INT, `la` INT, `co` MULTISET<INT>) WITH ('connector' = 'print');

INSERT INTO o
SELECT k, LISTAGG(CAST(v AS STRING)) l, LISTAGG(CAST(id AS STRING), '|') l2, FIRST_VALUE(v) f, LAST_VALUE(v) la, COLLECT(v) co FROM cdc GROUP BY k;

