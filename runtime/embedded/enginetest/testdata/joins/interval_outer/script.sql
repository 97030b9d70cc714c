-- Outer interval joins, with bounds that do not include, lie before and behind, and conditions.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE asks (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/asks.jsonl', 'format'='json');
CREATE TABLE lft WITH ('connector'='print', 'print-identifier'='lft') AS
SELECT b.id, b.ts, a.id AS aid FROM bids b LEFT JOIN asks a ON b.k = a.k AND a.ts BETWEEN b.ts - INTERVAL '3' SECOND AND b.ts + INTERVAL '5' SECOND;
CREATE TABLE rgt WITH ('connector'='print', 'print-identifier'='rgt') AS
SELECT b.id, a.id AS aid, a.ts FROM bids b RIGHT JOIN asks a ON b.k = a.k AND b.ts > a.ts - INTERVAL '10' SECOND AND b.ts < a.ts AND b.v <> a.v;
CREATE TABLE ful WITH ('connector'='print', 'print-identifier'='ful') AS
SELECT b.id, a.id AS aid FROM bids b FULL JOIN asks a ON b.k = a.k AND b.ts >= a.ts + INTERVAL '1' SECOND AND b.ts <= a.ts + INTERVAL '10' SECOND;
CREATE TABLE inn WITH ('connector'='print', 'print-identifier'='inn') AS
SELECT b.id, a.id AS aid FROM bids b, asks a WHERE b.k = a.k AND b.ts = a.ts;
CREATE TABLE agg WITH ('connector'='print', 'print-identifier'='agg') AS
SELECT k, COUNT(*) AS n, COUNT(aid) AS na FROM (SELECT b.k, a.id AS aid FROM bids b LEFT JOIN asks a ON b.k = a.k AND a.ts BETWEEN b.ts AND b.ts + INTERVAL '4' SECOND) GROUP BY k;
