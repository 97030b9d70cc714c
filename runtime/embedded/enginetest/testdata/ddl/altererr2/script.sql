CREATE TABLE t (id INT NOT NULL, k STRING, w AS id + 1) WITH ('connector' = 'filesystem', 'path' = '@CASE@/t.csv', 'format' = 'csv');

ALTER TABLE t DROP id;

