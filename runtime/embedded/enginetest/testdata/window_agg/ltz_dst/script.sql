-- Windows of TIMESTAMP_LTZ over the day on which the clocks are put forward, and that on which they are put back.
SET 'parallelism.default' = '1';
SET 'table.local-time-zone' = 'Europe/Berlin';
CREATE TABLE e (id INT, ms BIGINT, ts AS TO_TIMESTAMP_LTZ(ms, 3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/e.jsonl', 'format'='json');
CREATE TABLE h WITH ('connector'='print', 'print-identifier'='h') AS
SELECT window_start, window_end, window_time, COUNT(*) AS n, MIN(id) AS f FROM TABLE(TUMBLE(TABLE e, DESCRIPTOR(ts), INTERVAL '2' HOUR)) GROUP BY window_start, window_end, window_time;
CREATE TABLE d WITH ('connector'='print', 'print-identifier'='d') AS
SELECT window_start, window_end, COUNT(*) AS n FROM TABLE(CUMULATE(TABLE e, DESCRIPTOR(ts), INTERVAL '12' HOUR, INTERVAL '1' DAY)) GROUP BY window_start, window_end;
CREATE TABLE s WITH ('connector'='print', 'print-identifier'='s') AS
SELECT window_start, window_end, COUNT(*) AS n FROM TABLE(SESSION(TABLE e, DESCRIPTOR(ts), INTERVAL '90' MINUTE)) GROUP BY window_start, window_end;
CREATE TABLE g WITH ('connector'='print', 'print-identifier'='g') AS
SELECT TUMBLE_START(ts, INTERVAL '1' DAY) AS w, TUMBLE_END(ts, INTERVAL '1' DAY) AS e, COUNT(*) AS n FROM e GROUP BY TUMBLE(ts, INTERVAL '1' DAY);
CREATE TABLE x WITH ('connector'='print', 'print-identifier'='x') AS
SELECT id, CAST(ts AS STRING) AS s, CAST(ts AS TIMESTAMP(0)) AS t, HOUR(ts) AS h, DATE_FORMAT(ts, 'yyyy-MM-dd HH:mm') AS f, FLOOR(ts TO DAY) AS d, ts + INTERVAL '1' DAY AS tomorrow FROM e;
