CREATE TABLE t (id INT, k STRING, v INT, w AS v + 1) WITH ('connector' = 'filesystem', 'path' = '@CASE@/t.csv', 'format' = 'csv');

ALTER TABLE t DROP w;

ALTER TABLE t DROP (v);

CREATE TABLE o (`id` INT, `k` VARCHAR(2147483647)) WITH ('connector' = 'print');

INSERT INTO o
SELECT * FROM t;

