CREATE TABLE s (id INT, name STRING, amt DECIMAL(10,2), f DOUBLE, ok BOOLEAN, d DATE, t TIME, ts TIMESTAMP(3), l TIMESTAMP_LTZ(3), b BYTES, a ARRAY<INT>, m MAP<STRING,INT>, r ROW<x INT, y STRING>) WITH ('connector'='filesystem','path'='@CASE@/in.json','format'='json');

CREATE TABLE o WITH ('connector' = 'print') AS
SELECT * FROM s;
