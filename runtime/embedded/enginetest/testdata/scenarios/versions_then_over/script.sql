-- Values at the rate of their time, summed up by range.
SET 'parallelism.default' = '1';
CREATE TABLE a (id INT, k STRING, p STRING, amt DECIMAL(10, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/a.jsonl', 'format' = 'json');
CREATE TABLE rates (cur STRING, rate INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (cur) NOT ENFORCED) WITH ('connector' = 'filesystem', 'path' = '@CASE@/rates.jsonl', 'format' = 'debezium-json');
SELECT id, k, SUM(val) OVER (PARTITION BY k ORDER BY ts RANGE BETWEEN INTERVAL '20' SECOND PRECEDING AND CURRENT ROW) FROM (SELECT x.id, x.k, x.ts, x.amt * r.rate AS val FROM a x JOIN rates FOR SYSTEM_TIME AS OF x.ts AS r ON x.k = r.cur);
