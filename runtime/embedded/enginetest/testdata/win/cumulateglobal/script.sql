CREATE TABLE ev (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ev.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`window_start` TIMESTAMP(3), `window_end` TIMESTAMP(3), `c` BIGINT, `s` INT) WITH ('connector' = 'print');

INSERT INTO o
SELECT window_start, window_end, COUNT(DISTINCT k) c, SUM(v) FILTER (WHERE k = 'a') s FROM TABLE(CUMULATE(TABLE ev, DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '10' SECOND)) GROUP BY window_start, window_end;

