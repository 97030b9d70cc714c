CREATE TABLE s (id INT, name STRING, v DOUBLE) WITH ('connector'='filesystem','path'='@CASE@/in.json','format'='canal-json','canal-json.ignore-parse-errors'='true');

CREATE TABLE o WITH ('connector' = 'print') AS
SELECT * FROM s;
