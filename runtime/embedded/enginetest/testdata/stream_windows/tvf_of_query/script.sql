-- A window function over a query.
SET 'parallelism.default' = '1';
CREATE TABLE e (id INT, k STRING, v INT, s STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/e.jsonl', 'format' = 'json');
SELECT k, window_start, w, COUNT(*) FROM TABLE(HOP((SELECT k, v + 1 AS w, ts FROM e WHERE v IS NOT NULL), DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '20' SECOND)) GROUP BY k, w, window_start, window_end;
