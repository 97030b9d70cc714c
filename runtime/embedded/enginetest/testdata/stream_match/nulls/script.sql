SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE t (id INT, k STRING, g INT, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '10' SECOND) WITH ('connector'='filesystem','path'='@CASE@/t.jsonl','format'='json');
CREATE TABLE sink (c0 VARCHAR(2147483647), c1 INT, c2 INT, c3 INT, c4 INT, c5 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT * FROM t MATCH_RECOGNIZE (PARTITION BY k ORDER BY ts MEASURES A.id AS a, LAST(B.id) AS b, C.id AS c, SUM(B.v) AS s, AVG(B.v) AS av ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW PATTERN (A B* C) DEFINE B AS B.v IS NULL, C AS C.v > 3);
