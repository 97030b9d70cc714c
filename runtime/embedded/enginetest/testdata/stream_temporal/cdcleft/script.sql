SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE cw (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem','path'='@CASE@/c.jsonl','format'='debezium-json');
CREATE TABLE d (k STRING, rate INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector'='filesystem','path'='@CASE@/d.jsonl','format'='debezium-json');
CREATE TABLE sink (c0 INT, c1 INT, c2 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT cw.id, cw.v, d.rate FROM cw LEFT JOIN d FOR SYSTEM_TIME AS OF cw.ts ON cw.k = d.k;
