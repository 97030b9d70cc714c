SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE a (id INT, k STRING, v INT, x DOUBLE, p DECIMAL(10,2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND) WITH ('connector'='filesystem','path'='@CASE@/a.jsonl','format'='json');
CREATE TABLE sink (c0 TIMESTAMP(3), c1 VARCHAR(2147483647), c2 INT, c3 BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, k, id, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end, k ORDER BY id) AS rn FROM TABLE(SESSION(TABLE a PARTITION BY k, DESCRIPTOR(ts), INTERVAL '6' SECOND))) WHERE rn <= 2;
