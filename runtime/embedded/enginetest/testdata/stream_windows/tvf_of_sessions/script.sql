-- A TUMBLE over a query that has SESSION windows.
SET 'parallelism.default' = '1';
CREATE TABLE e (id INT, k STRING, v INT, s STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/e.jsonl', 'format' = 'json');
SELECT window_start, window_end, SUM(n), COUNT(*) FROM TABLE(TUMBLE((SELECT k, window_time AS wt, COUNT(*) AS n FROM TABLE(SESSION(TABLE e PARTITION BY k, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY k, window_start, window_end, window_time), DESCRIPTOR(wt), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end;
