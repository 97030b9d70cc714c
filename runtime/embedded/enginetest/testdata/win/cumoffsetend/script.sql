CREATE TABLE ev (id INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '10' DAY) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ev.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`window_start` TIMESTAMP(3), `window_end` TIMESTAMP(3), `c` BIGINT) WITH ('connector' = 'print');

INSERT INTO o
SELECT window_start, window_end, COUNT(*) c FROM TABLE(CUMULATE(TABLE ev, DESCRIPTOR(ts), INTERVAL '4' HOUR, INTERVAL '1' DAY, INTERVAL '6' HOUR)) GROUP BY window_start, window_end;

