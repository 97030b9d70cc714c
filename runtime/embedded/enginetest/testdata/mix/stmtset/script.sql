CREATE TABLE ev (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ev.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE VIEW a AS SELECT * FROM ev WHERE v IS NOT NULL;

CREATE VIEW b AS SELECT k, SUM(v) s, COUNT(*) c FROM a GROUP BY k;

CREATE TABLE x (`k` VARCHAR(2147483647), `s` INT) WITH ('connector' = 'print', 'print-identifier' = 'x');

INSERT INTO x
SELECT k, s FROM b WHERE s > 8;

CREATE TABLE y (`t` INT, `c` BIGINT) WITH ('connector' = 'print', 'print-identifier' = 'y');

INSERT INTO y
SELECT SUM(s) t, SUM(c) c FROM b;

CREATE TABLE z (`id` INT, `k` VARCHAR(2147483647)) WITH ('connector' = 'print', 'print-identifier' = 'z');

INSERT INTO z
SELECT id, k FROM a WHERE v > 4;

