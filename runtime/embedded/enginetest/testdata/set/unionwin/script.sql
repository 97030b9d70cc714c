CREATE TABLE bid (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/bid.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE ask (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ask.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE VIEW u AS SELECT * FROM bid UNION ALL SELECT * FROM ask;

CREATE TABLE o (`window_start` TIMESTAMP(3), `k` VARCHAR(2147483647), `c` BIGINT, `s` INT) WITH ('connector' = 'print');

INSERT INTO o
SELECT window_start, k, COUNT(*) c, SUM(v) s FROM TABLE(TUMBLE(TABLE u, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, k;

