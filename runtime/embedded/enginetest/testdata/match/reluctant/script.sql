-- Reluctant quantifiers.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE plus WITH ('connector'='print', 'print-identifier'='plus') AS
SELECT * FROM bids MATCH_RECOGNIZE (PARTITION BY k ORDER BY ts MEASURES FIRST(A.id) AS f, COUNT(A.id) AS n, B.id AS b ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW PATTERN (A+? B) DEFINE A AS A.v > 2, B AS B.v <= 8);
CREATE TABLE star WITH ('connector'='print', 'print-identifier'='star') AS
SELECT * FROM bids MATCH_RECOGNIZE (PARTITION BY k ORDER BY ts MEASURES A.id AS a, LAST(B.id) AS lb, C.id AS c AFTER MATCH SKIP TO LAST C PATTERN (A B*? C) DEFINE B AS B.v < 12, C AS C.v >= A.v);
CREATE TABLE rng WITH ('connector'='print', 'print-identifier'='rng') AS
SELECT * FROM bids MATCH_RECOGNIZE (ORDER BY ts MEASURES FIRST(A.id) AS f, LAST(A.id) AS l, B.id AS b AFTER MATCH SKIP TO NEXT ROW PATTERN (A{1,3}? B) DEFINE A AS A.v >= 4, B AS B.v < 9);
