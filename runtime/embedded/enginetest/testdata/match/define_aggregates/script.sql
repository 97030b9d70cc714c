-- Aggregates, offsets and several variables in DEFINE and MEASURES.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE late (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '4' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/late.jsonl', 'format'='json');
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT * FROM bids MATCH_RECOGNIZE (PARTITION BY k ORDER BY ts MEASURES FIRST(A.id) AS f, LAST(A.id) AS l, SUM(A.v) AS s, AVG(A.v) AS av, MAX(A.p) AS mp, B.v - FIRST(A.v) AS d AFTER MATCH SKIP PAST LAST ROW PATTERN (A+ B) DEFINE A AS SUM(A.v) < 15, B AS B.v > AVG(A.v) OR COUNT(A.id) > 2);
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT * FROM bids MATCH_RECOGNIZE (ORDER BY ts MEASURES A.id AS a, LAST(B.id, 1) AS lb1, FIRST(B.id, 1) AS fb1, C.id AS c, UPPER(COALESCE(C.k, 'none')) AS k AFTER MATCH SKIP TO NEXT ROW PATTERN (A B{2,4} C) DEFINE B AS B.v > A.v OR B.v IS NULL, C AS C.v <= FIRST(B.v) AND C.id - A.id < 6);
CREATE TABLE c WITH ('connector'='print', 'print-identifier'='c') AS
SELECT * FROM late MATCH_RECOGNIZE (PARTITION BY k ORDER BY ts MEASURES A.id AS a, B.id AS b, B.v - A.v AS d AFTER MATCH SKIP TO NEXT ROW PATTERN (A B) DEFINE B AS B.v > A.v);
CREATE TABLE d WITH ('connector'='print', 'print-identifier'='d') AS
SELECT * FROM late MATCH_RECOGNIZE (ORDER BY ts MEASURES FIRST(UP.id) AS f, LAST(UP.id) AS l, COUNT(UP.id) AS n, COUNT(*) AS n2 AFTER MATCH SKIP PAST LAST ROW PATTERN (ST UP+ DN) DEFINE UP AS UP.v >= LAST(UP.v, 1) OR LAST(UP.v, 1) IS NULL AND UP.v >= ST.v, DN AS DN.v < LAST(UP.v));
