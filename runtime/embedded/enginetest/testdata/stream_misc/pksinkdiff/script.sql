SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE cp (id INT, k STRING, v INT, ts TIMESTAMP(3), PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem','path'='@CASE@/c.jsonl','format'='debezium-json');
CREATE TABLE s1 (n BIGINT, k STRING, PRIMARY KEY (n) NOT ENFORCED) WITH ('connector'='print');
INSERT INTO s1 SELECT n, k FROM (SELECT k, COUNT(*) AS n FROM cp WHERE k IS NOT NULL GROUP BY k);
