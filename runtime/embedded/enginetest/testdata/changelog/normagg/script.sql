CREATE TABLE cdcp (id INT, k STRING, v INT, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'filesystem', 'path' = '@CASE@/cdcp.json', 'format' = 'debezium-json');

SET 'table.exec.source.cdc-events-duplicate' = 'true';

CREATE TABLE o (`k` VARCHAR(2147483647), `s` INT, `c` BIGINT) WITH ('connector' = 'print');

INSERT INTO o
SELECT k, SUM(v) s, COUNT(*) c FROM cdcp GROUP BY k;

