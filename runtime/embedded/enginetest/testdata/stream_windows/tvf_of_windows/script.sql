-- A HOP over a query that has TUMBLE windows.
SET 'parallelism.default' = '1';
CREATE TABLE e (id INT, k STRING, v INT, s STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/e.jsonl', 'format' = 'json');
SELECT window_start, window_end, SUM(n), COUNT(*) FROM TABLE(HOP((SELECT k, window_time AS wt, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE e, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY k, window_start, window_end, window_time), DESCRIPTOR(wt), INTERVAL '20' SECOND, INTERVAL '40' SECOND)) GROUP BY window_start, window_end;
