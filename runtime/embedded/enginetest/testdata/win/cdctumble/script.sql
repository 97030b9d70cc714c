CREATE TABLE t (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/t.json', 'format' = 'debezium-json');

CREATE TABLE o (`window_start` TIMESTAMP(3), `window_end` TIMESTAMP(3), `k` VARCHAR(2147483647), `c` BIGINT, `s` INT, `m` INT) WITH ('connector' = 'print');

INSERT INTO o
SELECT window_start, window_end, k, COUNT(*) c, SUM(v) s, MAX(v) m FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, k;

