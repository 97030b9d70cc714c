CREATE TABLE ev (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ev.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`id` INT, `k` VARCHAR(2147483647), `v` INT, `ts` TIMESTAMP(3), `window_start` TIMESTAMP(3), `window_end` TIMESTAMP(3), `window_time` TIMESTAMP(3), `rn` BIGINT) WITH ('connector' = 'print');

INSERT INTO o
SELECT * FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY v DESC, id) rn FROM TABLE(TUMBLE(TABLE ev, DESCRIPTOR(ts), INTERVAL '5' SECOND))) WHERE rn <= 2;

