SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE t (id INT, k STRING, g INT, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '10' SECOND) WITH ('connector'='filesystem','path'='@CASE@/t.jsonl','format'='json');
CREATE TABLE sink (c0 VARCHAR(2147483647), c1 INT, c2 INT, c3 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT * FROM t MATCH_RECOGNIZE (PARTITION BY k ORDER BY ts MEASURES A.id AS f, LAST(B.id) AS l, C.id AS c ONE ROW PER MATCH AFTER MATCH SKIP TO NEXT ROW PATTERN (A B{1,3}? C) DEFINE A AS A.v > 3, B AS B.v < 5, C AS C.v > 2);
