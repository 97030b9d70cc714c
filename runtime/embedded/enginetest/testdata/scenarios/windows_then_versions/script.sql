-- Windows at the rate of their end.
SET 'parallelism.default' = '1';
CREATE TABLE a (id INT, k STRING, p STRING, amt DECIMAL(10, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/a.jsonl', 'format' = 'json');
CREATE TABLE rates (cur STRING, rate INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (cur) NOT ENFORCED) WITH ('connector' = 'filesystem', 'path' = '@CASE@/rates.jsonl', 'format' = 'debezium-json');
SELECT w.k, w.n, r.rate FROM (SELECT k, window_time AS wt, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE a, DESCRIPTOR(ts), INTERVAL '20' SECOND)) GROUP BY k, window_start, window_end, window_time) w LEFT JOIN rates FOR SYSTEM_TIME AS OF w.wt AS r ON w.k = r.cur;
