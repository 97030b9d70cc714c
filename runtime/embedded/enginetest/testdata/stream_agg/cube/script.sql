SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE cp (id INT, k STRING, v INT, ts TIMESTAMP(3), PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem','path'='@CASE@/c.jsonl','format'='debezium-json');
CREATE TABLE sink (c0 VARCHAR(2147483647), c1 INT, c2 INT, c3 BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT k, v, SUM(id), GROUPING_ID(k, v) FROM cp GROUP BY CUBE(k, v);
