CREATE TABLE t (a STRING, b STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '@CASE@/t.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`a` VARCHAR(2147483647), `b` VARCHAR(2147483647), `c` BIGINT, `rn` BIGINT) WITH ('connector' = 'print');

INSERT INTO o
SELECT a, b, c, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY a ORDER BY c DESC) rn FROM (SELECT a, b, COUNT(*) c, SUM(v) s FROM t GROUP BY a, b)) WHERE rn <= 2;

CREATE TABLE n (`a` VARCHAR(2147483647), `b` VARCHAR(2147483647), `s` INT) WITH ('connector' = 'print', 'print-identifier' = 'n');

INSERT INTO n
SELECT a, b, s FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY a ORDER BY c DESC) rn FROM (SELECT a, b, COUNT(*) c, SUM(v) s FROM t GROUP BY a, b)) WHERE rn <= 2;

CREATE TABLE m (`a` VARCHAR(2147483647), `b` VARCHAR(2147483647), `m` INT) WITH ('connector' = 'print', 'print-identifier' = 'm');

INSERT INTO m
SELECT a, b, m FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY a ORDER BY m) rn FROM (SELECT a, b, MIN(v) m, COUNT(*) c FROM t GROUP BY a, b)) WHERE rn <= 1;

