SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE cw (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem','path'='@CASE@/c.jsonl','format'='debezium-json');
CREATE TABLE sink (c0 VARCHAR(2147483647), c1 INT, c2 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT k, id, v FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY ts DESC) AS rn FROM cw) WHERE rn = 1;
