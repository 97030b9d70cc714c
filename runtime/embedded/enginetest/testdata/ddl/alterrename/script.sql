CREATE TABLE t (id INT, k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '@CASE@/t.csv', 'format' = 'csv');

ALTER TABLE t RENAME v TO vv;

ALTER TABLE t RENAME TO t2;

ALTER TABLE t2 SET ('csv.ignore-parse-errors' = 'true');

CREATE TABLE o (`id` INT, `vv` INT) WITH ('connector' = 'print');

INSERT INTO o
SELECT id, vv FROM t2;

