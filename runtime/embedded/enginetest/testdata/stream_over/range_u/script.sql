SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE s (id INT, k STRING, v INT, x DOUBLE, p DECIMAL(10,2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='filesystem','path'='@CASE@/s.jsonl','format'='json');
CREATE TABLE sink (c0 INT, c1 VARCHAR(2147483647), c2 INT, c3 BIGINT, c4 DOUBLE) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, k, SUM(v) OVER w, COUNT(*) OVER w, MAX(x) OVER w FROM s WINDOW w AS (PARTITION BY k ORDER BY ts);
