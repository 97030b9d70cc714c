CREATE TABLE cdc (id INT, k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '@CASE@/cdc.json', 'format' = 'debezium-json');

CREATE TABLE s (k STRING, n BIGINT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'print');

INSERT INTO s (n, k) SELECT COUNT(*), k FROM cdc WHERE k IS NOT NULL GROUP BY k;

