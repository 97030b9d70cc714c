-- Every kind of window join over two aggregates of the same windows.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE asks (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/asks.jsonl', 'format'='json');
CREATE TEMPORARY VIEW b AS SELECT window_start, window_end, k, COUNT(*) AS n, SUM(v) AS s FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, k;
CREATE TEMPORARY VIEW a AS SELECT window_start, window_end, k, COUNT(*) AS n, MAX(v) AS m FROM TABLE(TUMBLE(TABLE asks, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, k;
CREATE TABLE inn WITH ('connector'='print', 'print-identifier'='inn') AS
SELECT b.window_start, b.k, b.n, a.n AS an, s, m FROM b JOIN a ON b.window_start = a.window_start AND b.window_end = a.window_end AND b.k = a.k;
CREATE TABLE lft WITH ('connector'='print', 'print-identifier'='lft') AS
SELECT b.window_start, b.k, b.n, a.n AS an, m FROM b LEFT JOIN a ON b.window_start = a.window_start AND b.window_end = a.window_end AND b.k = a.k AND s > m;
CREATE TABLE ful WITH ('connector'='print', 'print-identifier'='ful') AS
SELECT COALESCE(b.window_start, a.window_start) AS w, b.k, a.k AS ak, s, m FROM b FULL JOIN a ON b.window_start = a.window_start AND b.window_end = a.window_end AND b.k IS NOT DISTINCT FROM a.k;
CREATE TABLE sem WITH ('connector'='print', 'print-identifier'='sem') AS
SELECT * FROM b WHERE EXISTS (SELECT 1 FROM a WHERE a.window_start = b.window_start AND a.window_end = b.window_end AND a.k = b.k);
CREATE TABLE ant WITH ('connector'='print', 'print-identifier'='ant') AS
SELECT * FROM b WHERE NOT EXISTS (SELECT 1 FROM a WHERE a.window_start = b.window_start AND a.window_end = b.window_end AND a.k = b.k AND a.m > b.s);
