-- Hours of two kinds side by side, over changes of the clocks.
SET 'parallelism.default' = '1';
CREATE TABLE l (id INT, k STRING, v INT, t BIGINT, lt AS TO_TIMESTAMP_LTZ(t, 3), WATERMARK FOR lt AS lt - INTERVAL '1' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/l.jsonl', 'format' = 'json');
SET 'table.local-time-zone' = 'Europe/Berlin';
SELECT x.n, y.n, x.window_start, x.window_end FROM (SELECT window_start, window_end, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE l, DESCRIPTOR(lt), INTERVAL '1' HOUR)) WHERE k = 'a' GROUP BY window_start, window_end) x FULL JOIN (SELECT window_start, window_end, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE l, DESCRIPTOR(lt), INTERVAL '1' HOUR)) WHERE k = 'b' GROUP BY window_start, window_end) y ON x.window_start = y.window_start AND x.window_end = y.window_end;
