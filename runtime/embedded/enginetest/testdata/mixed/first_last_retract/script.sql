-- FIRST_VALUE and LAST_VALUE over rows that come late in the file, with NULLs, in groups and with FILTER.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT k, FIRST_VALUE(v) AS f, LAST_VALUE(v) AS l, FIRST_VALUE(v) FILTER (WHERE v > 4) AS ff, LAST_VALUE(k) AS lk, LAST_VALUE(p) AS lp FROM bids GROUP BY k;
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT v > 4 AS big, FIRST_VALUE(k) AS f, LISTAGG(k, '') AS ks, LISTAGG(DISTINCT k) AS dk, COUNT(DISTINCT k) AS n FROM bids GROUP BY v > 4;
CREATE TABLE c WITH ('connector'='print', 'print-identifier'='c') AS
SELECT f, COUNT(*) AS n FROM (SELECT k, FIRST_VALUE(v) AS f FROM bids GROUP BY k) GROUP BY f;
