SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE a (id INT, k STRING, v INT, x DOUBLE, p DECIMAL(10,2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND) WITH ('connector'='filesystem','path'='@CASE@/a.jsonl','format'='json');
CREATE TABLE b (id INT, k STRING, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND) WITH ('connector'='filesystem','path'='@CASE@/b.jsonl','format'='json');
CREATE VIEW l AS SELECT id, k, ts FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY ts DESC) AS rn FROM b) WHERE rn = 1;
CREATE TABLE sink (c0 INT, c1 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT a.id, l.id FROM a LEFT JOIN l FOR SYSTEM_TIME AS OF a.ts ON a.k = l.k;
