CREATE TABLE ev (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ev.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE VIEW w1 AS SELECT window_start ws, window_end we, window_time rt, k, SUM(v) s FROM TABLE(TUMBLE(TABLE ev, DESCRIPTOR(ts), INTERVAL '5' SECOND)) GROUP BY window_start, window_end, window_time, k;

CREATE TABLE o (`window_start` TIMESTAMP(3), `window_end` TIMESTAMP(3), `c` BIGINT, `s` INT, `m` VARCHAR(2147483647)) WITH ('connector' = 'print');

INSERT INTO o
SELECT window_start, window_end, COUNT(*) c, SUM(s) s, MAX(k) m FROM TABLE(TUMBLE(TABLE w1, DESCRIPTOR(rt), INTERVAL '10' SECOND)) GROUP BY window_start, window_end;

