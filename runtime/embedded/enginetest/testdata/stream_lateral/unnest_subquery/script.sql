CREATE TABLE t (id INT, k STRING, v INT, a ARRAY<INT>, m MAP<STRING,INT>, r ARRAY<ROW<x INT, y STRING>>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem','path'='@CASE@/t.json','format'='json');

CREATE TABLE o WITH ('connector' = 'print') AS
SELECT id, e FROM t LEFT JOIN LATERAL (SELECT e FROM UNNEST(a) AS u(e) WHERE e > 1) ON TRUE;
