-- PIVOT: the aggregates of each value beside each other.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT * FROM (SELECT k, v FROM bids) PIVOT (SUM(v) AS s FOR k IN ('a' AS a, 'b' AS b));
CREATE TABLE c WITH ('connector'='print', 'print-identifier'='c') AS
SELECT * FROM (SELECT k, MOD(v, 2) AS o, id FROM bids) PIVOT (COUNT(DISTINCT id) AS d FOR (k, o) IN (('a', 0) AS a0, ('a', 1) AS a1, ('c', 0) AS c0));
