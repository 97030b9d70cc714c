CREATE TABLE ev (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ev.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`k` VARCHAR(2147483647), `ws` TIMESTAMP(3), `c` BIGINT, `s` BIGINT, `p` BIGINT) WITH ('connector' = 'print');

INSERT INTO o
SELECT k, ws, c, SUM(c) OVER (PARTITION BY k ORDER BY wt) s, LAG(c) OVER (PARTITION BY k ORDER BY wt) p FROM (SELECT k, window_start ws, window_time wt, COUNT(*) c FROM TABLE(TUMBLE(TABLE ev, DESCRIPTOR(ts), INTERVAL '5' SECOND)) GROUP BY k, window_start, window_end, window_time);

