-- Versions by a key of two columns.
SET 'parallelism.default' = '1';
CREATE TABLE a (id INT, k STRING, p STRING, amt DECIMAL(10, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/a.jsonl', 'format' = 'json');
CREATE TABLE hist1 (cur STRING, rate INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/hist.jsonl', 'format' = 'json');
CREATE TEMPORARY VIEW vr AS SELECT cur, par, rate, ts FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY cur, par ORDER BY ts DESC) AS rn FROM (SELECT *, MOD(rate, 2) AS par FROM hist1)) WHERE rn = 1;
SELECT x.id, x.k, r.rate FROM a x LEFT JOIN vr FOR SYSTEM_TIME AS OF x.ts AS r ON x.k = r.cur AND MOD(x.id, 2) = r.par;
