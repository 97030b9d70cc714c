-- A TUMBLE over an interval join.
SET 'parallelism.default' = '1';
CREATE TABLE a (id INT, k STRING, p STRING, amt DECIMAL(10, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/a.jsonl', 'format' = 'json');
CREATE TABLE b (id INT, k STRING, q INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/b.jsonl', 'format' = 'json');
SELECT window_start, window_end, COUNT(*), SUM(q) FROM TABLE(TUMBLE((SELECT x.ts, x.id, y.q FROM a x JOIN b y ON x.k = y.k AND y.ts BETWEEN x.ts AND x.ts + INTERVAL '10' SECOND), DESCRIPTOR(ts), INTERVAL '30' SECOND)) GROUP BY window_start, window_end;
