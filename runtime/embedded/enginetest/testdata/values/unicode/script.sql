-- Characters beyond the BMP, combining ones, and bytes, in functions of strings.
SET 'parallelism.default' = '1';
CREATE TABLE t (id INT, s STRING) WITH ('connector'='filesystem', 'path'='@CASE@/t.jsonl', 'format'='json');
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT id, CHAR_LENGTH(s) AS n, UPPER(s) AS u, LOWER(s) AS lo, REVERSE(s) AS r, INITCAP(s) AS ic, SUBSTRING(s, 2, 2) AS s2, SUBSTRING(s FROM -2) AS sm, LEFT(s, 2) AS l, RIGHT(s, 2) AS ri FROM t;
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT id, POSITION('ö' IN s) AS p, INSTR(s, '😀') AS i, LOCATE('é', s, 2) AS lc, OVERLAY(s PLACING '#' FROM 2 FOR 1) AS o, REPLACE(s, '😀', ':)') AS re, LPAD(s, 6, '😀ä') AS lp, RPAD(s, 5, 'ß') AS rp, REPEAT(s, 2) AS r2 FROM t;
CREATE TABLE c WITH ('connector'='print', 'print-identifier'='c') AS
SELECT id, TRIM(BOTH 'a' FROM s) AS tb, LTRIM(s) AS lt, TRIM(LEADING '😀' FROM s) AS bt, ASCII(s) AS ac, MD5(s) AS m, TO_BASE64(s) AS b64, FROM_BASE64(TO_BASE64(s)) AS fb, HEX(s) AS h, ENCODE(s, 'UTF-16BE') AS e, DECODE(ENCODE(s, 'UTF-8'), 'UTF-8') = s AS same FROM t;
CREATE TABLE d WITH ('connector'='print', 'print-identifier'='d') AS
SELECT id, s LIKE '_ö%' AS l1, s LIKE '%😀_' AS l2, s SIMILAR TO '.*[äöü].*' AS st, REGEXP(s, '\p{So}') AS rg, REGEXP_REPLACE(s, '(.)\1', '<$1>') AS rr, REGEXP_EXTRACT(s, '([^a-z]+)', 1) AS rx, SPLIT_INDEX(s, ' ', 1) AS si FROM t WHERE TRUE;
CREATE TABLE e WITH ('connector'='print', 'print-identifier'='e') AS
SELECT s, COUNT(*) AS n FROM (SELECT UPPER(s) AS s FROM t) GROUP BY s;
CREATE TABLE f WITH ('connector'='print', 'print-identifier'='f') AS
SELECT id, CAST(s AS CHAR(3)) AS c3, CAST(s AS VARCHAR(2)) AS v2, CAST(s AS BINARY(4)) AS b4, CAST(CAST(s AS BYTES) AS STRING) AS rt, s || U&'\00e4' AS cc, CONCAT_WS('|', s, CAST(NULL AS STRING), 'z') AS cw FROM t;
