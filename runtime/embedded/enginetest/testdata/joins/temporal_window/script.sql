-- A window aggregation over what a temporal join gives.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE dims (k STRING, n STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector'='filesystem', 'path'='@CASE@/dims.jsonl', 'format'='debezium-json');
CREATE TEMPORARY VIEW j AS SELECT b.id, b.v, b.ts, d.n FROM bids b LEFT JOIN dims FOR SYSTEM_TIME AS OF b.ts AS d ON b.k = d.k;
CREATE TABLE o WITH ('connector'='print', 'print-identifier'='o') AS
SELECT window_start, n, COUNT(*) AS c, SUM(v) AS s FROM TABLE(TUMBLE(TABLE j, DESCRIPTOR(ts), INTERVAL '15' SECOND)) GROUP BY window_start, window_end, n;
