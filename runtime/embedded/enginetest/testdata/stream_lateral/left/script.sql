SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE a (id INT, k STRING, v INT, x DOUBLE, p DECIMAL(10,2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND) WITH ('connector'='filesystem','path'='@CASE@/a.jsonl','format'='json');
CREATE TABLE b (id INT, k STRING, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND) WITH ('connector'='filesystem','path'='@CASE@/b.jsonl','format'='json');
CREATE TABLE sink (c0 INT, c1 BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT a.id, y.n FROM a LEFT JOIN LATERAL (SELECT COUNT(*) AS n FROM b WHERE b.k = a.k) y ON TRUE;
