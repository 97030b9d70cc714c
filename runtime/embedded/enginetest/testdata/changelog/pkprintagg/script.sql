CREATE TABLE ev (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ev.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (id INT, k STRING, s BIGINT, PRIMARY KEY (s) NOT ENFORCED) WITH ('connector' = 'print');

INSERT INTO o SELECT MAX(id), k, COUNT(*) FROM ev GROUP BY k;

