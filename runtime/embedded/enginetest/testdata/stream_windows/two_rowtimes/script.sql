-- A query that stands alone may have several event times.
SET 'parallelism.default' = '1';
CREATE TABLE e (id INT, k STRING, v INT, s STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/e.jsonl', 'format' = 'json');
SELECT id, k, ts, window_start, window_end, window_time FROM TABLE(SESSION(TABLE e PARTITION BY k, DESCRIPTOR(ts), INTERVAL '8' SECOND));
