CREATE VIEW vals AS SELECT * FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,CAST(NULL AS STRING),5)) AS x(id,k,v);

CREATE TABLE o WITH ('connector' = 'print') AS
SELECT SINGLE_VALUE(v) FROM vals WHERE id = 1;
