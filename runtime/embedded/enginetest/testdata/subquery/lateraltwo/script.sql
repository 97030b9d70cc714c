CREATE TABLE ev (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ev.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE ask (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ask.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`id` INT, `c` BIGINT, `m` INT) WITH ('connector' = 'print');

INSERT INTO o
SELECT e.id, t.c, t.m FROM ev e, LATERAL (SELECT COUNT(*) c, MAX(v) + 1 m FROM ask a WHERE a.k = e.k AND a.v > 3) t;

