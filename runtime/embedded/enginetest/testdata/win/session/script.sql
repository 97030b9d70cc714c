CREATE TABLE ev (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ev.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`window_start` TIMESTAMP(3), `window_end` TIMESTAMP(3), `k` VARCHAR(2147483647), `c` BIGINT, `s` INT, `ids` VARCHAR(2147483647)) WITH ('connector' = 'print');

INSERT INTO o
SELECT window_start, window_end, k, COUNT(*) c, SUM(v) s, LISTAGG(CAST(id AS STRING)) ids FROM TABLE(SESSION(TABLE ev PARTITION BY k, DESCRIPTOR(ts), INTERVAL '4' SECOND)) GROUP BY window_start, window_end, k;

