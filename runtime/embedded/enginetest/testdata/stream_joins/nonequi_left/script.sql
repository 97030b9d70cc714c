SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE cp (id INT, k STRING, v INT, ts TIMESTAMP(3), PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem','path'='@CASE@/c.jsonl','format'='debezium-json');
CREATE TABLE c2 (id INT, k STRING, v INT, ts TIMESTAMP(3), PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem','path'='@CASE@/c2.jsonl','format'='debezium-json');
CREATE TABLE sink (c0 INT, c1 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT cp.id, c2.id FROM cp LEFT JOIN c2 ON cp.v + 3 < c2.v;
