-- A TUMBLE over the first rows of keys.
SET 'parallelism.default' = '1';
CREATE TABLE e (id INT, k STRING, v INT, s STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/e.jsonl', 'format' = 'json');
SELECT window_start, COUNT(*) FROM TABLE(TUMBLE((SELECT id, k, ts FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k, s ORDER BY pt) AS rn FROM (SELECT *, PROCTIME() AS pt FROM e)) WHERE rn = 1), DESCRIPTOR(ts), INTERVAL '20' SECOND)) GROUP BY window_start, window_end;
