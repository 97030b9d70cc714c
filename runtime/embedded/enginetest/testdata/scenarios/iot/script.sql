-- Differences between readings, the greatest of each half minute.
SET 'parallelism.default' = '1';
CREATE TABLE e (id INT, k STRING, v INT, s STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/e.jsonl', 'format' = 'json');
CREATE TEMPORARY VIEW rd AS SELECT id, k, v, ts, v - LAG(v) OVER (PARTITION BY k ORDER BY ts) AS dv FROM e WHERE v IS NOT NULL;
SELECT k, window_start, MAX(dv), MIN(dv), COUNT(dv), COUNT(*) FROM TABLE(TUMBLE(TABLE rd, DESCRIPTOR(ts), INTERVAL '30' SECOND)) GROUP BY k, window_start, window_end;
