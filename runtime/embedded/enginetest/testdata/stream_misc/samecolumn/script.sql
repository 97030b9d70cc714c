-- A column that is compared with itself in WHERE is TRUE, also where it is NULL.
SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
SET 'table.local-time-zone' = 'UTC';
SET 'table.exec.sink.not-null-enforcer' = 'DROP';
CREATE TABLE t1 (id INT, k STRING, g INT, v INT, x DOUBLE, p DECIMAL(10, 2), b BOOLEAN, d DATE, a ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '20' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/t1.jsonl', 'format' = 'json');
CREATE TABLE sink1 (c0 DATE, c1 INT, c2 BIGINT) WITH ('connector' = 'print', 'print-identifier' = 'sink1');
INSERT INTO sink1 SELECT * FROM (SELECT d, AVG(a1) AS a2, GROUPING_ID(d) AS z3 FROM (SELECT d, SESSION_START(ts, INTERVAL '3' SECOND) AS ws, SESSION_END(ts, INTERVAL '3' SECOND) AS we, MIN(id) AS a1 FROM t1 AS t GROUP BY d, SESSION(ts, INTERVAL '3' SECOND)) AS t GROUP BY ROLLUP (d)) AS t WHERE (t.d >= t.d);
