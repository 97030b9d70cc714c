CREATE TABLE ev (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ev.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`k` VARCHAR(2147483647), `m` INT, `rn` BIGINT) WITH ('connector' = 'print');

INSERT INTO o
SELECT k, m, rn FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY m DESC, k) rn FROM (SELECT k, MAX(v) m FROM ev GROUP BY k)) WHERE rn <= 2;

