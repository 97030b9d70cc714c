SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
SET 'table.exec.source.cdc-events-duplicate' = 'true';
CREATE TABLE cd (id INT, k STRING, v INT, ts TIMESTAMP(3), PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem','path'='@CASE@/cd.jsonl','format'='debezium-json');
CREATE TABLE c2 (id INT, k STRING, v INT, ts TIMESTAMP(3), PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem','path'='@CASE@/c2.jsonl','format'='debezium-json');
CREATE TABLE sink (c0 INT, c1 INT, c2 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT cd.id, cd.v, c2.v FROM cd JOIN c2 ON cd.id = c2.id;
