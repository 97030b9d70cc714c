-- Group windows; the HOP has a size that is no multiple of its slide, so windows share parts of slides.
CREATE TABLE ev (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ev.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`s` TIMESTAMP(3), `e` TIMESTAMP(3), `r` TIMESTAMP(3), `k` VARCHAR(2147483647), `c` BIGINT) WITH ('connector' = 'print');

INSERT INTO o
SELECT TUMBLE_START(ts, INTERVAL '5' SECOND) s, TUMBLE_END(ts, INTERVAL '5' SECOND) e, TUMBLE_ROWTIME(ts, INTERVAL '5' SECOND) r, k, COUNT(DISTINCT v) c FROM ev GROUP BY TUMBLE(ts, INTERVAL '5' SECOND), k;

CREATE TABLE h (`s` TIMESTAMP(3), `c` BIGINT, `t` INT) WITH ('connector' = 'print', 'print-identifier' = 'h');

INSERT INTO h
SELECT HOP_START(ts, INTERVAL '2' SECOND, INTERVAL '5' SECOND) s, COUNT(*) c, SUM(v) t FROM ev GROUP BY HOP(ts, INTERVAL '2' SECOND, INTERVAL '5' SECOND);

CREATE TABLE z (`s` TIMESTAMP(3), `e` TIMESTAMP(3), `k` VARCHAR(2147483647), `a` INT) WITH ('connector' = 'print', 'print-identifier' = 'z');

INSERT INTO z
SELECT SESSION_START(ts, INTERVAL '3' SECOND) s, SESSION_END(ts, INTERVAL '3' SECOND) e, k, AVG(v) a FROM ev GROUP BY SESSION(ts, INTERVAL '3' SECOND), k;

