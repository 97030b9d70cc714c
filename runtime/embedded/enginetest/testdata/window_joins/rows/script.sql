-- Rows of windows joined as they are, in HOP and CUMULATE windows.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE asks (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/asks.jsonl', 'format'='json');
CREATE TABLE hop WITH ('connector'='print', 'print-identifier'='hop') AS
SELECT x.window_start, x.window_end, x.id, y.id AS aid FROM (SELECT * FROM TABLE(HOP(TABLE bids, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '20' SECOND))) x RIGHT JOIN (SELECT * FROM TABLE(HOP(TABLE asks, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '20' SECOND))) y ON x.window_start = y.window_start AND x.window_end = y.window_end AND x.k = y.k AND x.v > y.v;
CREATE TABLE cum WITH ('connector'='print', 'print-identifier'='cum') AS
SELECT x.window_start, x.window_end, x.id FROM (SELECT * FROM TABLE(CUMULATE(TABLE bids, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '30' SECOND))) x WHERE x.k IN (SELECT k FROM (SELECT * FROM TABLE(CUMULATE(TABLE asks, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '30' SECOND))) y WHERE x.window_start = y.window_start AND x.window_end = y.window_end AND y.v >= 5);
CREATE TABLE agg WITH ('connector'='print', 'print-identifier'='agg') AS
SELECT window_start, window_end, COUNT(*) AS n, SUM(v + av) AS s FROM (SELECT x.window_start, x.window_end, x.window_time, x.v, y.v AS av FROM (SELECT * FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '15' SECOND))) x JOIN (SELECT * FROM TABLE(TUMBLE(TABLE asks, DESCRIPTOR(ts), INTERVAL '15' SECOND))) y ON x.window_start = y.window_start AND x.window_end = y.window_end AND x.k = y.k) GROUP BY window_start, window_end;
