-- Rows out of order, some of them too late, in each windowing function.
SET 'parallelism.default' = '1';
CREATE TABLE late (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '4' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/late.jsonl', 'format'='json');
CREATE TABLE tum WITH ('connector'='print', 'print-identifier'='tum') AS
SELECT window_start, COUNT(*) AS n, SUM(v) AS s FROM TABLE(TUMBLE(TABLE late, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end;
CREATE TABLE hop WITH ('connector'='print', 'print-identifier'='hop') AS
SELECT window_start, window_end, k, COUNT(*) AS n, MAX(id) AS m FROM TABLE(HOP(TABLE late, DESCRIPTOR(ts), INTERVAL '6' SECOND, INTERVAL '18' SECOND)) GROUP BY window_start, window_end, k;
CREATE TABLE cum WITH ('connector'='print', 'print-identifier'='cum') AS
SELECT window_start, window_end, COUNT(*) AS n, SUM(id) AS s FROM TABLE(CUMULATE(TABLE late, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '40' SECOND)) GROUP BY window_start, window_end;
CREATE TABLE ses WITH ('connector'='print', 'print-identifier'='ses') AS
SELECT window_start, window_end, k, COUNT(*) AS n, SUM(id) AS s FROM TABLE(SESSION(TABLE late PARTITION BY k, DESCRIPTOR(ts), INTERVAL '9' SECOND)) GROUP BY window_start, window_end, k;
CREATE TABLE glo WITH ('connector'='print', 'print-identifier'='glo') AS
SELECT window_start, window_end, COUNT(*) AS n, SUM(id) AS s FROM TABLE(SESSION(TABLE late, DESCRIPTOR(ts), INTERVAL '6' SECOND)) GROUP BY window_start, window_end;
