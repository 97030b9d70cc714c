-- DATE, TIME, TIMESTAMP and TIMESTAMP_LTZ of columns: arithmetic, fields, comparison, casts, zones.
SET 'parallelism.default' = '1';
SET 'table.local-time-zone' = 'America/New_York';
CREATE TABLE t (id INT, d DATE, t TIME(0), ts TIMESTAMP(6), z TIMESTAMP_LTZ(3)) WITH ('connector'='filesystem', 'path'='@CASE@/t.jsonl', 'format'='json', 'json.timestamp-format.standard'='ISO-8601');
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT id, d + INTERVAL '1' MONTH AS dm, ts + INTERVAL '1-2' YEAR TO MONTH AS ty, ts - INTERVAL '1 02:03:04.005' DAY TO SECOND AS td, t + INTERVAL '90' MINUTE AS tm, z - INTERVAL '1' DAY AS zd, TIMESTAMPDIFF(MONTH, ts, CAST(d AS TIMESTAMP(3))) AS df, TIMESTAMPADD(WEEK, 2, d) AS ta FROM t;
CREATE TABLE d WITH ('connector'='print', 'print-identifier'='d') AS
SELECT id, CAST(z AS TIMESTAMP(3)) AS zt, CAST(ts AS TIMESTAMP_LTZ(3)) AS tz, CAST(z AS DATE) AS zd, CAST(z AS STRING) AS zs, CAST(ts AS DATE) = d AS same, CAST(ts AS TIME) AS tt, CAST(d AS TIMESTAMP_LTZ(0)) AS dz, z > ts AS gt, CAST(t AS STRING) AS ts_ FROM t;
CREATE TABLE e WITH ('connector'='print', 'print-identifier'='e') AS
SELECT d, COUNT(*) AS n, MAX(ts) AS m, MIN(t) AS mt, MAX(z) AS mz FROM t GROUP BY d;
CREATE TABLE f WITH ('connector'='print', 'print-identifier'='f') AS
SELECT id, (d, INTERVAL '2' DAY) OVERLAPS (d, INTERVAL '1' DAY) AS ov, d IN (DATE '2024-03-10', DATE '2000-02-29') AS i, ts BETWEEN TIMESTAMP '2000-01-01 00:00:00' AND TIMESTAMP '2024-12-31 23:59:59' AS b, TO_TIMESTAMP_LTZ(id * 1000000, 3) AS l, CONVERT_TZ(CAST(ts AS STRING), 'UTC', 'Asia/Kolkata') AS cz, FROM_UNIXTIME(id * 86400) AS fu FROM t;
