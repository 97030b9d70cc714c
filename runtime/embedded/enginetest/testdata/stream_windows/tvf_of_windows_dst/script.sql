-- Days of hours, over changes of the clocks.
SET 'parallelism.default' = '1';
CREATE TABLE l (id INT, k STRING, v INT, t BIGINT, lt AS TO_TIMESTAMP_LTZ(t, 3), WATERMARK FOR lt AS lt - INTERVAL '1' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/l.jsonl', 'format' = 'json');
SET 'table.local-time-zone' = 'Europe/Berlin';
SELECT window_start, window_end, SUM(n), COUNT(*) FROM TABLE(TUMBLE((SELECT k, window_time AS wt, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE l, DESCRIPTOR(lt), INTERVAL '1' HOUR)) GROUP BY k, window_start, window_end, window_time), DESCRIPTOR(wt), INTERVAL '1' DAY)) GROUP BY window_start, window_end;
