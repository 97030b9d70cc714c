-- Windows of HOP that leave gaps: only an aggregation wants whole slides.
SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
SET 'table.local-time-zone' = 'UTC';
SET 'table.exec.sink.not-null-enforcer' = 'DROP';
CREATE TABLE t1 (id INT, k STRING, g INT, v INT, w BIGINT, p DECIMAL(10, 2), b BOOLEAN, d DATE, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/t1.csv', 'format' = 'csv', 'csv.null-literal' = 'NULL');
CREATE VIEW q1 AS SELECT * FROM t1 AS t WHERE (t.w IS NULL);
CREATE VIEW q4 AS SELECT id, k, g, v, w, p, b, d, window_start, window_end, window_time FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY v, window_start DESC, window_end, id) AS rn2 FROM (SELECT id, k, g, v, w, p, b, d, window_start, window_end, window_time FROM TABLE(HOP(TABLE q1, DESCRIPTOR(ts), INTERVAL '20' SECOND, INTERVAL '10' SECOND))) AS t) WHERE rn2 <= 1;
CREATE TABLE sink1 (c0 INT, c1 STRING, c2 INT, c3 INT, c4 BIGINT, c5 DECIMAL(20, 4), c6 BOOLEAN, c7 DATE, c8 TIMESTAMP(3), c9 TIMESTAMP(3), c10 TIMESTAMP(3), c11 INT) WITH ('connector' = 'print', 'print-identifier' = 'sink1');
INSERT INTO sink1 SELECT t.id, t.k, t.g, t.v, t.w, t.p, t.b, t.d, t.window_start, t.window_end, t.window_time, u.n3 FROM q4 AS t CROSS JOIN UNNEST(ARRAY[t.id, t.g]) AS u (n3);
