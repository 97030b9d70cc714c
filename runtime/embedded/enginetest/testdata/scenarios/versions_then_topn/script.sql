-- The greatest values at the rate of their time.
SET 'parallelism.default' = '1';
CREATE TABLE a (id INT, k STRING, p STRING, amt DECIMAL(10, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/a.jsonl', 'format' = 'json');
CREATE TABLE hist1 (cur STRING, rate INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/hist.jsonl', 'format' = 'json');
CREATE TEMPORARY VIEW vr AS SELECT cur, rate, ts FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY cur ORDER BY ts DESC) AS rn FROM hist1) WHERE rn = 1;
SELECT k, id, val FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY val DESC, id) AS rn FROM (SELECT x.k, x.id, x.amt * r.rate AS val FROM a x JOIN vr FOR SYSTEM_TIME AS OF x.ts AS r ON x.k = r.cur)) WHERE rn <= 2;
