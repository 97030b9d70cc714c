-- Values of all types through grouping, joins, top-N and DISTINCT: what is kept in state comes back as it was.
SET 'parallelism.default' = '1';
CREATE TABLE t (id INT, b BOOLEAN, ti TINYINT, si SMALLINT, bi BIGINT, f FLOAT, d DOUBLE, de DECIMAL(20, 5), c CHAR(4), by_ BYTES, dt DATE, tm TIME(0), ts TIMESTAMP(9), tz TIMESTAMP_LTZ(6), a ARRAY<STRING>, m MAP<STRING, INT>, r ROW<x INT, y ARRAY<INT>>) WITH ('connector'='filesystem', 'path'='@CASE@/t.jsonl', 'format'='json');
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT DISTINCT b, ti, si, bi, f, d, de, c, by_, dt, tm, ts, tz, a, r FROM t;
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT x.id, y.id AS yid, y.de, y.by_, y.ts, y.tz, y.a, y.m, y.r FROM t x JOIN t y ON x.de = y.de AND x.by_ = y.by_ AND x.ts = y.ts AND x.r = y.r;
CREATE TABLE c WITH ('connector'='print', 'print-identifier'='c') AS
SELECT MAX(ti) AS m1, MIN(si) AS m2, MAX(f) AS m3, MAX(de) AS m4, MIN(c) AS m5, MAX(dt) AS m7, MIN(tm) AS m8, MAX(ts) AS m9, MIN(tz) AS m10, MAX(b) AS m11 FROM t;
CREATE TABLE e WITH ('connector'='print', 'print-identifier'='e') AS
SELECT id, de, ts, tz, by_, m, r FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY b ORDER BY ts DESC, id) AS rn FROM t) WHERE rn <= 2;
