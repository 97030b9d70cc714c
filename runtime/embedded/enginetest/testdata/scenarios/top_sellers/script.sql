-- Without duplicates, the best two of each half minute.
SET 'parallelism.default' = '1';
CREATE TABLE e (id INT, k STRING, v INT, s STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/e.jsonl', 'format' = 'json');
CREATE TEMPORARY VIEW dd AS SELECT id, k, v, s, ts FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY pt) AS rn FROM (SELECT *, PROCTIME() AS pt FROM e)) WHERE rn = 1;
SELECT window_start, k, tot, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY tot DESC NULLS LAST, k) AS rn FROM (SELECT window_start, window_end, k, SUM(v) AS tot FROM TABLE(TUMBLE(TABLE dd, DESCRIPTOR(ts), INTERVAL '30' SECOND)) GROUP BY window_start, window_end, k)) WHERE rn <= 2;
