SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE cp (id INT, k STRING, v INT, ts TIMESTAMP(3), PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem','path'='@CASE@/c.jsonl','format'='debezium-json');
CREATE VIEW v1 AS SELECT k, COUNT(*) AS n FROM cp GROUP BY k;
CREATE TABLE sink (c0 VARCHAR(2147483647), c1 BIGINT, c2 BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT x.k, x.n, y.n FROM v1 x JOIN v1 y ON x.n = y.n AND x.k <> y.k;
