SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE cp (id INT, k STRING, v INT, ts TIMESTAMP(3), PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem','path'='@CASE@/c.jsonl','format'='debezium-json');
CREATE TABLE c2 (id INT, k STRING, v INT, ts TIMESTAMP(3), PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem','path'='@CASE@/c2.jsonl','format'='debezium-json');
CREATE TABLE sink (c0 VARCHAR(2147483647)) WITH ('connector' = 'print');
INSERT INTO sink SELECT k FROM cp EXCEPT ALL SELECT k FROM c2;
