CREATE TABLE s (id INT, name STRING, v DOUBLE) WITH ('connector'='filesystem','path'='@CASE@/in.json','format'='canal-json');

CREATE TABLE o WITH ('connector' = 'print') AS
SELECT * FROM s;
