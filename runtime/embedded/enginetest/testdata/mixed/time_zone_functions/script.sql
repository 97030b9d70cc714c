-- Functions that follow the session's time zone, in a zone with half an hour and one with a change of clocks at midnight.
SET 'parallelism.default' = '1';
SET 'table.local-time-zone' = 'America/Sao_Paulo';
CREATE TABLE t (id INT, ms BIGINT, s STRING) WITH ('connector'='filesystem', 'path'='@CASE@/t.jsonl', 'format'='json');
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT id, TO_TIMESTAMP_LTZ(ms, 3) AS l, CAST(TO_TIMESTAMP_LTZ(ms, 3) AS STRING) AS st, CAST(TO_TIMESTAMP_LTZ(ms, 3) AS DATE) AS d, FROM_UNIXTIME(ms / 1000) AS fu, FROM_UNIXTIME(ms / 1000, 'yyyy-MM-dd HH') AS fh FROM t;
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT id, TO_TIMESTAMP(s) AS t, CAST(TO_TIMESTAMP(s) AS TIMESTAMP_LTZ(3)) AS tl, UNIX_TIMESTAMP(s) AS u, TO_DATE(s, 'yyyy-MM-dd HH:mm:ss') AS d, CAST(CAST(s AS TIMESTAMP(3)) AS TIMESTAMP_LTZ(3)) = CAST(s AS TIMESTAMP_LTZ(3)) AS same FROM t;
CREATE TABLE c WITH ('connector'='print', 'print-identifier'='c') AS
SELECT id, FLOOR(TO_TIMESTAMP_LTZ(ms, 3) TO DAY) AS f, EXTRACT(HOUR FROM TO_TIMESTAMP_LTZ(ms, 3)) AS h, DATE_FORMAT(TO_TIMESTAMP_LTZ(ms, 3), 'HH:mm') AS df, TIMESTAMPDIFF(HOUR, TO_TIMESTAMP_LTZ(0, 3), TO_TIMESTAMP_LTZ(ms, 3)) AS di, TO_TIMESTAMP_LTZ(ms, 3) + INTERVAL '1' MONTH AS nm FROM t WHERE ms > 0;
