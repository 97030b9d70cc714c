CREATE TABLE s (id INT, name STRING, v DOUBLE) WITH ('connector'='filesystem','path'='@CASE@/in.json','format'='maxwell-json','maxwell-json.ignore-parse-errors'='true');

CREATE TABLE o WITH ('connector' = 'print') AS
SELECT * FROM s;
