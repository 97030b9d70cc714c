SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE s (id INT, k STRING, v INT, x DOUBLE, p DECIMAL(10,2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='filesystem','path'='@CASE@/s.jsonl','format'='json');
CREATE VIEW f AS SELECT id, k, v, ts FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k, v ORDER BY ts) AS rn FROM s) WHERE rn = 1;
CREATE TABLE sink (c0 TIMESTAMP(3), c1 BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, COUNT(*) FROM TABLE(TUMBLE(TABLE f, DESCRIPTOR(ts), INTERVAL '20' SECOND)) GROUP BY window_start, window_end;
