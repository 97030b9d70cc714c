SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE cp (id INT, k STRING, v INT, ts TIMESTAMP(3), PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem','path'='@CASE@/c.jsonl','format'='debezium-json');
CREATE TABLE sink (c0 VARCHAR(2147483647), c1 BIGINT, c2 INT, c3 BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT k, COUNT(*) FILTER (WHERE v > 2), SUM(v) FILTER (WHERE id < 6), COUNT(DISTINCT v) FILTER (WHERE v < 5) FROM cp GROUP BY k;
