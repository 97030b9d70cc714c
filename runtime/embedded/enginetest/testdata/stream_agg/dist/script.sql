SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE cp (id INT, k STRING, v INT, ts TIMESTAMP(3), PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem','path'='@CASE@/c.jsonl','format'='debezium-json');
CREATE TABLE sink (c0 VARCHAR(2147483647), c1 BIGINT, c2 INT, c3 INT, c4 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT k, COUNT(DISTINCT v), SUM(DISTINCT v), AVG(DISTINCT v), MAX(DISTINCT v) FROM cp GROUP BY k;
