-- Temporal joins with a table of changes whose keys are deleted and come again.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE dims (k STRING, n STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector'='filesystem', 'path'='@CASE@/dims.jsonl', 'format'='debezium-json');
CREATE TABLE inn WITH ('connector'='print', 'print-identifier'='inn') AS
SELECT b.id, b.k, b.ts, d.n FROM bids b JOIN dims FOR SYSTEM_TIME AS OF b.ts AS d ON b.k = d.k;
CREATE TABLE lft WITH ('connector'='print', 'print-identifier'='lft') AS
SELECT b.id, b.k, d.n, d.ts AS since FROM bids b LEFT JOIN dims FOR SYSTEM_TIME AS OF b.ts AS d ON b.k = d.k AND d.n <> 'uno';
CREATE TABLE agg WITH ('connector'='print', 'print-identifier'='agg') AS
SELECT n, COUNT(*) AS c, SUM(v) AS s FROM (SELECT d.n, b.v FROM bids b LEFT JOIN dims FOR SYSTEM_TIME AS OF b.ts AS d ON b.k = d.k) GROUP BY n;
