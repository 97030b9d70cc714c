SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE t (id INT, k STRING, g INT, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '10' SECOND) WITH ('connector'='filesystem','path'='@CASE@/t.jsonl','format'='json');
CREATE TABLE sink (c0 VARCHAR(2147483647), c1 INT, c2 INT, c3 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT * FROM t MATCH_RECOGNIZE (PARTITION BY k ORDER BY ts MEASURES FIRST(A.v) AS a, LAST(A.v) AS b, B.v AS c ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW PATTERN (A+ B) DEFINE A AS LAST(A.v, 1) IS NULL OR A.v >= LAST(A.v, 1), B AS B.v < FIRST(A.v));
