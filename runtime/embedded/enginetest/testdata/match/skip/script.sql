-- AFTER MATCH SKIP of all kinds over the same pattern.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE past WITH ('connector'='print', 'print-identifier'='past') AS
SELECT * FROM bids MATCH_RECOGNIZE (ORDER BY ts MEASURES A.id AS a, FIRST(B.id) AS fb, LAST(B.id) AS lb, C.id AS c AFTER MATCH SKIP PAST LAST ROW PATTERN (A B+ C) DEFINE A AS A.v < 6, B AS B.v > 3, C AS C.v < LAST(B.v));
CREATE TABLE nxt WITH ('connector'='print', 'print-identifier'='nxt') AS
SELECT * FROM bids MATCH_RECOGNIZE (ORDER BY ts MEASURES A.id AS a, FIRST(B.id) AS fb, LAST(B.id) AS lb, C.id AS c AFTER MATCH SKIP TO NEXT ROW PATTERN (A B+ C) DEFINE A AS A.v < 6, B AS B.v > 3, C AS C.v < LAST(B.v));
CREATE TABLE frst WITH ('connector'='print', 'print-identifier'='frst') AS
SELECT * FROM bids MATCH_RECOGNIZE (ORDER BY ts MEASURES A.id AS a, FIRST(B.id) AS fb, LAST(B.id) AS lb, C.id AS c AFTER MATCH SKIP TO FIRST B PATTERN (A B+ C) DEFINE A AS A.v < 6, B AS B.v > 3, C AS C.v < LAST(B.v));
CREATE TABLE lst WITH ('connector'='print', 'print-identifier'='lst') AS
SELECT * FROM bids MATCH_RECOGNIZE (ORDER BY ts MEASURES A.id AS a, FIRST(B.id) AS fb, LAST(B.id) AS lb, C.id AS c AFTER MATCH SKIP TO LAST B PATTERN (A B+ C) DEFINE A AS A.v < 6, B AS B.v > 3, C AS C.v < LAST(B.v));
CREATE TABLE lstc WITH ('connector'='print', 'print-identifier'='lstc') AS
SELECT * FROM bids MATCH_RECOGNIZE (ORDER BY ts MEASURES A.id AS a, C.id AS c AFTER MATCH SKIP TO C PATTERN (A B{1,2} C) DEFINE A AS A.v < 6, B AS B.v > 3, C AS C.v < LAST(B.v));
