-- A TUMBLE over counts of an OVER window.
SET 'parallelism.default' = '1';
CREATE TABLE e (id INT, k STRING, v INT, s STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/e.jsonl', 'format' = 'json');
SELECT window_start, SUM(n) FROM TABLE(TUMBLE((SELECT k, ts, COUNT(*) OVER (PARTITION BY k ORDER BY ts RANGE BETWEEN INTERVAL '15' SECOND PRECEDING AND CURRENT ROW) AS n FROM e), DESCRIPTOR(ts), INTERVAL '20' SECOND)) GROUP BY window_start, window_end;
