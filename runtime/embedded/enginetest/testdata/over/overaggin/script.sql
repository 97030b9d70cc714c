CREATE TABLE ev (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ev.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`k` VARCHAR(2147483647), `ws` TIMESTAMP(3), `s` BIGINT) WITH ('connector' = 'print');

INSERT INTO o
SELECT k, TUMBLE_START(ts, INTERVAL '5' SECOND) ws, SUM(COUNT(*)) OVER (PARTITION BY k ORDER BY TUMBLE_ROWTIME(ts, INTERVAL '5' SECOND)) s FROM ev GROUP BY k, TUMBLE(ts, INTERVAL '5' SECOND);

