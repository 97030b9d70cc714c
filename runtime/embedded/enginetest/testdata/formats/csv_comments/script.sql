CREATE TABLE s (id INT, name STRING, v DOUBLE) WITH ('connector'='filesystem','path'='@CASE@/in.csv','format'='csv','csv.allow-comments'='true');

CREATE TABLE o WITH ('connector' = 'print') AS
SELECT * FROM s;
