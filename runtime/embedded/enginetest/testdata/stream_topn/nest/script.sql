SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE s (id INT, k STRING, v INT, x DOUBLE, p DECIMAL(10,2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='filesystem','path'='@CASE@/s.jsonl','format'='json');
CREATE TABLE sink (c0 VARCHAR(2147483647), c1 INT, c2 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT k, id, v FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY v DESC, id) AS r2 FROM (SELECT * FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY v DESC, id) AS rn FROM s) WHERE rn <= 2)) WHERE r2 <= 3;
