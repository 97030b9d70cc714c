CREATE TABLE cdcp (id INT, k STRING, v INT, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'filesystem', 'path' = '@CASE@/cdcp.json', 'format' = 'debezium-json');

SET 'table.exec.source.cdc-events-duplicate' = 'true';

CREATE TABLE o (`id` INT, `k` VARCHAR(2147483647), `v` INT) WITH ('connector' = 'print');

INSERT INTO o
SELECT id, k, v FROM cdcp;

