CREATE TABLE ev (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ev.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`k` VARCHAR(2147483647), `v` INT, `gi` BIGINT, `c` BIGINT, `d` BIGINT) WITH ('connector' = 'print');

INSERT INTO o
SELECT k, v, GROUPING_ID(k, v) gi, COUNT(*) c, COUNT(DISTINCT id) d FROM ev GROUP BY CUBE(k, v);

