-- Greedy quantifiers of all kinds, with the measures that depend on them.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE plus WITH ('connector'='print', 'print-identifier'='plus') AS
SELECT * FROM bids MATCH_RECOGNIZE (PARTITION BY k ORDER BY ts MEASURES FIRST(A.id) AS f, LAST(A.id) AS l, COUNT(A.id) AS n, B.id AS b, SUM(A.v) AS s ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW PATTERN (A+ B) DEFINE A AS A.v > 3, B AS B.v <= 3);
CREATE TABLE star WITH ('connector'='print', 'print-identifier'='star') AS
SELECT * FROM bids MATCH_RECOGNIZE (PARTITION BY k ORDER BY ts MEASURES A.id AS a, COUNT(B.id) AS n, C.id AS c, AVG(B.p) AS ap, MIN(B.v) AS mn AFTER MATCH SKIP TO NEXT ROW PATTERN (A B* C) DEFINE B AS B.v >= 3, C AS C.v > A.v);
CREATE TABLE rng WITH ('connector'='print', 'print-identifier'='rng') AS
SELECT * FROM bids MATCH_RECOGNIZE (ORDER BY ts MEASURES FIRST(A.id) AS f, LAST(A.id) AS l, B.k AS k AFTER MATCH SKIP PAST LAST ROW PATTERN (A{2,3} B) DEFINE A AS A.v >= 4, B AS B.v < 9);
CREATE TABLE mn WITH ('connector'='print', 'print-identifier'='mn') AS
SELECT * FROM bids MATCH_RECOGNIZE (PARTITION BY k ORDER BY ts MEASURES FIRST(A.id) AS f, LAST(A.id) AS l, B.id AS b AFTER MATCH SKIP PAST LAST ROW PATTERN (A{2,} B) DEFINE A AS A.v IS NOT NULL, B AS B.v < LAST(A.v));
CREATE TABLE opt WITH ('connector'='print', 'print-identifier'='opt') AS
SELECT * FROM bids MATCH_RECOGNIZE (PARTITION BY k ORDER BY ts MEASURES A.id AS a, B.id AS b, C.id AS c AFTER MATCH SKIP PAST LAST ROW PATTERN (A B? C) DEFINE A AS A.v < 6, B AS B.v > 6, C AS C.v < 6);
