SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE pr (id INT, k STRING, v INT, ts TIMESTAMP(3), pt AS PROCTIME()) WITH ('connector'='filesystem','path'='@CASE@/s.jsonl','format'='json');
CREATE TABLE pb (id INT, k STRING, w INT, ts TIMESTAMP(3), pt AS PROCTIME()) WITH ('connector'='filesystem','path'='@CASE@/b.jsonl','format'='json');
CREATE TABLE sink (c0 INT, c1 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT x.id, y.id FROM pr x LEFT JOIN pb y ON x.k = y.k AND x.pt BETWEEN y.pt - INTERVAL '1' HOUR AND y.pt + INTERVAL '1' HOUR;
