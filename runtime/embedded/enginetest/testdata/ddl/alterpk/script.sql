CREATE TABLE t (id INT NOT NULL, k STRING) WITH ('connector' = 'filesystem', 'path' = '@CASE@/t.csv', 'format' = 'csv');

ALTER TABLE t ADD PRIMARY KEY (id) NOT ENFORCED;

ALTER TABLE t DROP PRIMARY KEY;

ALTER TABLE t RESET ('csv.x');

CREATE TABLE o (`id` INT, `k` VARCHAR(2147483647)) WITH ('connector' = 'print');

INSERT INTO o
SELECT * FROM t;

