-- Payments at the rate of their time: windows with several of them, and the payments of each key.
SET 'parallelism.default' = '1';
CREATE TABLE a (id INT, k STRING, p STRING, amt DECIMAL(10, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/a.jsonl', 'format' = 'json');
CREATE TABLE rates (cur STRING, rate INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (cur) NOT ENFORCED) WITH ('connector' = 'filesystem', 'path' = '@CASE@/rates.jsonl', 'format' = 'debezium-json');
CREATE TEMPORARY VIEW enriched AS SELECT x.id, x.k, x.amt, x.ts, r.rate FROM a x LEFT JOIN rates FOR SYSTEM_TIME AS OF x.ts AS r ON x.k = r.cur;
CREATE TABLE alerts (k STRING, n BIGINT, total DECIMAL(38, 2), ws TIMESTAMP(3)) WITH ('connector' = 'print', 'print-identifier' = 'alerts');
CREATE TABLE daily (k STRING, n BIGINT) WITH ('connector' = 'print', 'print-identifier' = 'daily');
EXECUTE STATEMENT SET BEGIN
INSERT INTO alerts SELECT k, COUNT(*), SUM(amt * rate), window_start FROM TABLE(HOP(TABLE enriched, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '30' SECOND)) GROUP BY k, window_start, window_end HAVING COUNT(*) > 1;
INSERT INTO daily SELECT k, COUNT(*) FROM enriched WHERE rate IS NOT NULL GROUP BY k;
END;
