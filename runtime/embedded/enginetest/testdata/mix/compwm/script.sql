CREATE TABLE t (id INT, d STRING, ts AS TO_TIMESTAMP(d, 'yyyy/MM/dd HH:mm:ss'), n AS id * 2, WATERMARK FOR ts AS ts - INTERVAL '3' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/t.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`id` INT, `n` INT, `ts` TIMESTAMP(3), `w` TIMESTAMP(3)) WITH ('connector' = 'print');

INSERT INTO o
SELECT id, n, ts, CURRENT_WATERMARK(ts) w FROM t;

CREATE TABLE l (`window_start` TIMESTAMP(3), `s` INT) WITH ('connector' = 'print', 'print-identifier' = 'l');

INSERT INTO l
SELECT window_start, SUM(n) s FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '5' SECOND)) GROUP BY window_start, window_end;

