CREATE TABLE ev (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ev.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE VIEW vv AS SELECT id FROM ev;

ALTER VIEW vv AS SELECT k FROM ev WHERE id < 4;

ALTER VIEW vv RENAME TO v2;

CREATE TABLE o (`k` VARCHAR(2147483647)) WITH ('connector' = 'print');

INSERT INTO o
SELECT * FROM v2;

