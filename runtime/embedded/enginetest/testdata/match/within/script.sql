-- WITHIN, with matches that end in time, too late, and just then.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE w10 WITH ('connector'='print', 'print-identifier'='w10') AS
SELECT * FROM bids MATCH_RECOGNIZE (PARTITION BY k ORDER BY ts MEASURES A.id AS a, C.id AS c, A.ts AS since, MATCH_ROWTIME() AS rt AFTER MATCH SKIP PAST LAST ROW PATTERN (A B* C) WITHIN INTERVAL '10' SECOND DEFINE B AS B.v < A.v, C AS C.v > A.v);
CREATE TABLE w9 WITH ('connector'='print', 'print-identifier'='w9') AS
SELECT a, l, rt FROM bids MATCH_RECOGNIZE (ORDER BY ts MEASURES A.id AS a, LAST(B.id) AS l, CAST(MATCH_ROWTIME() AS STRING) AS rt AFTER MATCH SKIP TO NEXT ROW PATTERN (A B{2}) WITHIN INTERVAL '9' SECOND DEFINE B AS B.v > 3 AND (LAST(B.v, 1) IS NULL OR B.v > LAST(B.v, 1)));
