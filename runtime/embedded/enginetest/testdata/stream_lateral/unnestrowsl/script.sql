SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE n (id INT, arr ARRAY<INT>, m MAP<STRING, INT>, `rows` ARRAY<ROW<f STRING, g INT>>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector'='filesystem','path'='@CASE@/n.jsonl','format'='json');
CREATE TABLE sink (c0 INT, c1 VARCHAR(2147483647), c2 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, f, g FROM n LEFT JOIN UNNEST(`rows`) AS u(f, g) ON TRUE WHERE g IS NULL OR g > 0;
