-- Windows and OVER over the event time that an interval join leaves.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE asks (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/asks.jsonl', 'format'='json');
CREATE TEMPORARY VIEW j AS SELECT b.id, b.k, b.v, b.ts AS bts, a.id AS aid, a.v AS av FROM bids b JOIN asks a ON b.k = a.k AND a.ts BETWEEN b.ts - INTERVAL '5' SECOND AND b.ts + INTERVAL '5' SECOND;
CREATE TABLE tum WITH ('connector'='print', 'print-identifier'='tum') AS
SELECT window_start, COUNT(*) AS n, SUM(v - av) AS s FROM TABLE(TUMBLE(TABLE j, DESCRIPTOR(bts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end;
CREATE TABLE ded WITH ('connector'='print', 'print-identifier'='ded') AS
SELECT k, id, v FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY bts) AS rn FROM (SELECT DISTINCT id, k, v, bts FROM j)) WHERE rn = 1;
