SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE s (id INT, k STRING, v INT, x DOUBLE, p DECIMAL(10,2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='filesystem','path'='@CASE@/s.jsonl','format'='json');
CREATE TABLE d (k STRING, rate INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector'='filesystem','path'='@CASE@/d.jsonl','format'='debezium-json');
CREATE TABLE sink (c0 INT, c1 VARCHAR(2147483647), c2 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT s.id, s.k, d.rate FROM s LEFT JOIN d FOR SYSTEM_TIME AS OF s.ts ON s.k = d.k;
