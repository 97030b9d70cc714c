CREATE TABLE o (`a` INT, `c` BIGINT, `m` VARCHAR(2147483647)) WITH ('connector' = 'print');

INSERT INTO o
SELECT a, COUNT(*) c, MAX(b) m FROM (VALUES (1, 'x'), (2, CAST(NULL AS STRING)), (1, 'yy')) AS t(a, b) GROUP BY a;

