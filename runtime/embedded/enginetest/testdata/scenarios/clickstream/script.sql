-- Sessions of late clicks, then minutes of sessions.
SET 'parallelism.default' = '1';
CREATE TABLE m3 (id INT, k STRING, v INT, s STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '15' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/e.jsonl', 'format' = 'json');
CREATE TEMPORARY VIEW ses AS SELECT k, window_start AS st, window_end AS en, window_time AS wt, COUNT(*) AS n, FIRST_VALUE(s) AS first_s, COUNT(DISTINCT s) AS ds, SUM(CASE WHEN v > 10 THEN 1 ELSE 0 END) AS big FROM TABLE(SESSION(TABLE m3 PARTITION BY k, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY k, window_start, window_end, window_time;
SELECT window_start, COUNT(*), AVG(n), MAX(n), SUM(big) FROM TABLE(TUMBLE(TABLE ses, DESCRIPTOR(wt), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end;
