CREATE TABLE t (id INT, k STRING) WITH ('connector' = 'filesystem', 'path' = '@CASE@/t.csv', 'format' = 'csv');

ALTER TABLE t ADD v INT;

ALTER TABLE t ADD (w AS v * 2, x STRING AFTER k, z INT FIRST);

CREATE TABLE o (`z` INT, `id` INT, `k` VARCHAR(2147483647), `x` VARCHAR(2147483647), `v` INT, `w` INT) WITH ('connector' = 'print');

INSERT INTO o
SELECT * FROM t;

