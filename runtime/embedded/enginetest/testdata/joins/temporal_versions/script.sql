-- Temporal joins with versions by deduplication, and in a row.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE asks (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/asks.jsonl', 'format'='json');
CREATE TABLE dims (k STRING, n STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector'='filesystem', 'path'='@CASE@/dims.jsonl', 'format'='debezium-json');
CREATE TEMPORARY VIEW versions AS SELECT k, v, ts FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY ts DESC) AS rn FROM asks) WHERE rn = 1;
CREATE TABLE uno WITH ('connector'='print', 'print-identifier'='uno') AS
SELECT b.id, b.k, b.v, r.v AS rv FROM bids b LEFT JOIN versions FOR SYSTEM_TIME AS OF b.ts AS r ON b.k = r.k;
CREATE TABLE two WITH ('connector'='print', 'print-identifier'='two') AS
SELECT b.id, r.v AS rv, d.n FROM bids b JOIN versions FOR SYSTEM_TIME AS OF b.ts AS r ON b.k = r.k LEFT JOIN dims FOR SYSTEM_TIME AS OF b.ts AS d ON b.k = d.k;
CREATE TABLE ovr WITH ('connector'='print', 'print-identifier'='ovr') AS
SELECT id, SUM(rv) OVER (PARTITION BY k ORDER BY ts ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s FROM (SELECT b.id, b.k, b.ts, r.v AS rv FROM bids b JOIN versions FOR SYSTEM_TIME AS OF b.ts AS r ON b.k = r.k);
