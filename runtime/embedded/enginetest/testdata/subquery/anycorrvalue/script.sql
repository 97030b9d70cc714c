CREATE TABLE ev (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ev.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE ask (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ask.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`id` INT, `x` BOOLEAN, `y` BOOLEAN) WITH ('connector' = 'print');

INSERT INTO o
SELECT id, v > ANY (SELECT v FROM ask a WHERE a.k = e.k) x, v <= ALL (SELECT v FROM ask a WHERE a.k = e.k) y FROM ev e;

