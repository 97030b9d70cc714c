CREATE TABLE t (id INT, k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '@CASE@/t.csv', 'format' = 'csv');

ALTER TABLE t MODIFY v BIGINT FIRST;

ALTER TABLE t MODIFY (id STRING COMMENT 'x', k INT AFTER v);

CREATE TABLE o (`v` BIGINT, `k` INT, `id` VARCHAR(2147483647), `EXPR$3` VARCHAR(2147483647)) WITH ('connector' = 'print');

INSERT INTO o
SELECT *, id || '!' FROM t;

