SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE cp (id INT, k STRING, v INT, ts TIMESTAMP(3), PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem','path'='@CASE@/c.jsonl','format'='debezium-json');
CREATE TABLE c2 (id INT, k STRING, v INT, ts TIMESTAMP(3), PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem','path'='@CASE@/c2.jsonl','format'='debezium-json');
CREATE TABLE sink (c0 VARCHAR(2147483647), c1 BIGINT, c2 VARCHAR(2147483647), c3 BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT x.k, x.n, y.k, y.n FROM (SELECT k, COUNT(*) AS n FROM cp GROUP BY k) x LEFT JOIN (SELECT k, COUNT(*) AS n FROM c2 GROUP BY k) y ON x.n = y.n;
