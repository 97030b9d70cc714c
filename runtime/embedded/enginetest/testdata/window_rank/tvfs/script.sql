-- Window top-N over each windowing function, of rows, with NULLs, by several columns.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE tum WITH ('connector'='print', 'print-identifier'='tum') AS
SELECT window_start, window_end, k, v, id, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY v DESC, id) AS rn FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '20' SECOND))) WHERE rn <= 3;
CREATE TABLE hop WITH ('connector'='print', 'print-identifier'='hop') AS
SELECT window_start, window_end, k, id FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end, k ORDER BY v, id DESC) AS rn FROM TABLE(HOP(TABLE bids, DESCRIPTOR(ts), INTERVAL '15' SECOND, INTERVAL '30' SECOND))) WHERE rn <= 2;
CREATE TABLE cum WITH ('connector'='print', 'print-identifier'='cum') AS
SELECT window_start, window_end, k, v FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY p DESC NULLS LAST, id) AS rn FROM TABLE(CUMULATE(TABLE bids, DESCRIPTOR(ts), INTERVAL '20' SECOND, INTERVAL '60' SECOND))) WHERE rn BETWEEN 1 AND 2;
CREATE TABLE ses WITH ('connector'='print', 'print-identifier'='ses') AS
SELECT window_start, window_end, k, v, id, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end, k ORDER BY v DESC, id) AS rn FROM TABLE(SESSION(TABLE bids PARTITION BY k, DESCRIPTOR(ts), INTERVAL '8' SECOND))) WHERE rn <= 2;
