SET 'table.local-time-zone' = 'Europe/Berlin';

CREATE TABLE t (id INT, ms BIGINT, ts AS TO_TIMESTAMP_LTZ(ms, 3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/t.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`window_start` TIMESTAMP(3), `window_end` TIMESTAMP(3), `window_time` TIMESTAMP(3) WITH LOCAL TIME ZONE, `c` BIGINT) WITH ('connector' = 'print');

INSERT INTO o
SELECT window_start, window_end, window_time, COUNT(*) c FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' DAY)) GROUP BY window_start, window_end, window_time;

CREATE TABLE b (`id` INT, `ts` TIMESTAMP(3) WITH LOCAL TIME ZONE, `s` VARCHAR(2147483647), `t3` TIMESTAMP(3), `h` BIGINT) WITH ('connector' = 'print', 'print-identifier' = 'b');

INSERT INTO b
SELECT id, ts, CAST(ts AS STRING) s, CAST(ts AS TIMESTAMP(3)) t3, EXTRACT(HOUR FROM ts) h FROM t;

CREATE TABLE c (`window_start` TIMESTAMP(3), `window_end` TIMESTAMP(3), `c` BIGINT) WITH ('connector' = 'print', 'print-identifier' = 'c');

INSERT INTO c
SELECT window_start, window_end, COUNT(*) c FROM TABLE(HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '2' HOUR, INTERVAL '4' HOUR)) GROUP BY window_start, window_end;

