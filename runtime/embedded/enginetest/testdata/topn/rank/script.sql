CREATE TABLE ev (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ev.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`rn` BIGINT, `k` VARCHAR(2147483647), `id` INT, `v` INT) WITH ('connector' = 'print');

INSERT INTO o
SELECT rn, k, id, v FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY v DESC, id) rn FROM ev) WHERE rn <= 2;

