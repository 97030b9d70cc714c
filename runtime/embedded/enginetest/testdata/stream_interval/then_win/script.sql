SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE a (id INT, k STRING, v INT, x DOUBLE, p DECIMAL(10,2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND) WITH ('connector'='filesystem','path'='@CASE@/a.jsonl','format'='json');
CREATE TABLE b (id INT, k STRING, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND) WITH ('connector'='filesystem','path'='@CASE@/b.jsonl','format'='json');
CREATE VIEW j AS SELECT a.ts, a.v, b.w FROM a LEFT JOIN b ON a.k = b.k AND a.ts BETWEEN b.ts - INTERVAL '5' SECOND AND b.ts + INTERVAL '5' SECOND;
CREATE TABLE sink (c0 TIMESTAMP(3), c1 BIGINT, c2 INT, c3 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, COUNT(*), SUM(v), SUM(w) FROM TABLE(TUMBLE(TABLE j, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end;
