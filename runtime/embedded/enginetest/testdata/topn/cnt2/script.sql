CREATE TABLE ev (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ev.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`k` VARCHAR(2147483647), `c` BIGINT) WITH ('connector' = 'print');

INSERT INTO o
SELECT k, c FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY c DESC) rn FROM (SELECT k, COUNT(*) c FROM ev GROUP BY k)) WHERE rn <= 2;

