SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE e (id INT, k STRING, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND) WITH ('connector'='filesystem','path'='@CASE@/e.jsonl','format'='json');
CREATE TABLE cp (id INT, k STRING, v INT, ts TIMESTAMP(3), PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem','path'='@CASE@/c.jsonl','format'='debezium-json');
CREATE TABLE c2 (id INT, k STRING, v INT, ts TIMESTAMP(3), PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem','path'='@CASE@/c2.jsonl','format'='debezium-json');
CREATE TABLE sink (c0 VARCHAR(2147483647)) WITH ('connector' = 'print');
INSERT INTO sink SELECT k FROM cp UNION SELECT k FROM c2 EXCEPT SELECT k FROM e WHERE w = 1;
