-- Both sides have an event time, and a join without bounds on it makes plain values of both: the table takes them.
CREATE TABLE ask (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/ask.csv', 'format' = 'csv', 'csv.null-literal' = 'N');

CREATE TABLE o (`k` VARCHAR(2147483647), `a` INT, `ats` TIMESTAMP(3), `b` INT, `bts` TIMESTAMP(3)) WITH ('connector' = 'print');

INSERT INTO o
SELECT a.k, a.id, a.ts, b.id, b.ts FROM ask a JOIN ask b ON a.k = b.k AND a.v < b.v AND b.ts >= a.ts;
