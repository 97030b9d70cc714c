-- Mini-batch and two-phase aggregation, with the same results at the end.
SET 'parallelism.default' = '1';
SET 'table.exec.mini-batch.enabled' = 'true';
SET 'table.exec.mini-batch.allow-latency' = '1 s';
SET 'table.exec.mini-batch.size' = '5';
SET 'table.optimizer.agg-phase-strategy' = 'TWO_PHASE';
SET 'table.optimizer.distinct-agg.split.enabled' = 'true';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE cdc (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem', 'path'='@CASE@/cdc.jsonl', 'format'='debezium-json');
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT k, COUNT(DISTINCT v) AS d, SUM(v) AS s, COUNT(*) AS n FROM bids GROUP BY k;
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT k, COUNT(DISTINCT v) AS d, MAX(v) AS m FROM cdc GROUP BY k;
CREATE TABLE c WITH ('connector'='print', 'print-identifier'='c') AS
SELECT window_start, COUNT(DISTINCT k) AS n, SUM(v) AS s FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '20' SECOND)) GROUP BY window_start, window_end;
CREATE TABLE d WITH ('connector'='print', 'print-identifier'='d') AS
SELECT x.k, y.k AS yk FROM (SELECT k, COUNT(*) AS n FROM bids GROUP BY k) x LEFT JOIN (SELECT k, COUNT(*) AS n FROM cdc GROUP BY k) y ON x.n = y.n;
