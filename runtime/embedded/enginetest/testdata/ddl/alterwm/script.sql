CREATE TABLE t (id INT, ts TIMESTAMP(3)) WITH ('connector' = 'filesystem', 'path' = '@CASE@/t.csv', 'format' = 'csv');

ALTER TABLE t ADD WATERMARK FOR ts AS ts - INTERVAL '1' SECOND;

CREATE TABLE o (`window_start` TIMESTAMP(3), `c` BIGINT) WITH ('connector' = 'print');

INSERT INTO o
SELECT window_start, COUNT(*) c FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '5' SECOND)) GROUP BY window_start, window_end;

