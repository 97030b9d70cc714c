SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE t (id INT, k STRING, g INT, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '10' SECOND) WITH ('connector'='filesystem','path'='@CASE@/t.jsonl','format'='json');
CREATE TABLE sink (c0 VARCHAR(2147483647), c1 INT, c2 INT, c3 BIGINT, c4 INT, c5 INT, c6 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT * FROM t MATCH_RECOGNIZE (PARTITION BY k ORDER BY ts MEASURES SUM(A.v) AS s, AVG(A.v) AS av, COUNT(A.v) AS n, MIN(A.v) AS mi, MAX(A.v) AS ma, B.id AS b ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW PATTERN (A+ B) DEFINE A AS SUM(A.v) < 10, B AS B.v > AVG(A.v));
