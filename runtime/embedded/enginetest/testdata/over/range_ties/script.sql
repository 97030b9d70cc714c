-- OVER by ranges of time with rows of equal times, over NULL keys and values, of several kinds of aggregates.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT id, k, SUM(v) OVER w AS s, COUNT(*) OVER w AS n, MAX(v) OVER w AS m, AVG(p) OVER w AS ap FROM bids WINDOW w AS (PARTITION BY k ORDER BY ts RANGE BETWEEN INTERVAL '10' SECOND PRECEDING AND CURRENT ROW);
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT id, SUM(v) OVER w AS s, MIN(v) OVER w AS mn, COUNT(DISTINCT k) OVER w AS dk FROM bids WINDOW w AS (ORDER BY ts RANGE BETWEEN INTERVAL '1' MINUTE PRECEDING AND CURRENT ROW);
CREATE TABLE c WITH ('connector'='print', 'print-identifier'='c') AS
SELECT id, SUM(v) OVER w AS s, COUNT(v) OVER w AS n, FIRST_VALUE(v) OVER w AS f, LAST_VALUE(v) OVER w AS l FROM bids WINDOW w AS (PARTITION BY k ORDER BY ts);
CREATE TABLE d WITH ('connector'='print', 'print-identifier'='d') AS
SELECT id, STDDEV_POP(v) OVER w AS sd, SUM(DISTINCT v) OVER w AS sv, LISTAGG(k) OVER w AS ks FROM bids WINDOW w AS (ORDER BY ts RANGE BETWEEN INTERVAL '0' SECOND PRECEDING AND CURRENT ROW);
CREATE TABLE e WITH ('connector'='print', 'print-identifier'='e') AS
SELECT id, s, CASE WHEN s > 10 THEN 'high' END AS h FROM (SELECT id, k, SUM(v) OVER (PARTITION BY k ORDER BY ts RANGE BETWEEN INTERVAL '5' SECOND PRECEDING AND CURRENT ROW) AS s FROM bids) WHERE s > 4;
