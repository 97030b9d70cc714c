-- An aggregation wants windows of HOP that are made of whole slides.
SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
SET 'table.local-time-zone' = 'UTC';
SET 'table.exec.sink.not-null-enforcer' = 'DROP';
CREATE TABLE t1 (id INT, k STRING, g INT, v INT, w BIGINT, x DOUBLE, s STRING, b BOOLEAN, d DATE, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/t1.csv', 'format' = 'csv', 'csv.null-literal' = 'NULL');
CREATE TABLE sink1 (c0 TIMESTAMP(3), c1 TIMESTAMP(3), c2 TIMESTAMP(3), c3 DATE, c4 BIGINT, c5 INT) WITH ('connector' = 'print', 'print-identifier' = 'sink1');
INSERT INTO sink1 SELECT window_start, window_end, window_time, MIN(d) FILTER (WHERE (b IS UNKNOWN)) AS a1, COUNT(k) FILTER (WHERE (ts = ts)) AS a2, MIN(v) AS a3 FROM TABLE(HOP(TABLE t1, DESCRIPTOR(ts), INTERVAL '6' SECOND, INTERVAL '15' SECOND)) WHERE b GROUP BY window_start, window_end, window_time;
