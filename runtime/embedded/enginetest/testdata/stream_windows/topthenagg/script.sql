SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE s (id INT, k STRING, v INT, x DOUBLE, p DECIMAL(10,2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='filesystem','path'='@CASE@/s.jsonl','format'='json');
CREATE TABLE sink (c0 TIMESTAMP(3), c1 TIMESTAMP(3), c2 INT, c3 BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, window_end, SUM(v), COUNT(*) FROM (SELECT * FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end, k ORDER BY v DESC, id) AS rn FROM TABLE(TUMBLE(TABLE s, DESCRIPTOR(ts), INTERVAL '15' SECOND))) WHERE rn <= 2) GROUP BY window_start, window_end;
