-- Sinks with a key that the changes do not have: changes of other rows of the same key.
SET 'parallelism.default' = '1';
CREATE TABLE cdc (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem', 'path'='@CASE@/cdc.jsonl', 'format'='debezium-json');
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE newest (k STRING, id INT, v INT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector'='print', 'print-identifier'='newest');
CREATE TABLE totals (k STRING, s INT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector'='print', 'print-identifier'='totals');
CREATE TABLE firsts (v INT, id INT, PRIMARY KEY (v) NOT ENFORCED) WITH ('connector'='print', 'print-identifier'='firsts');
EXECUTE STATEMENT SET BEGIN
INSERT INTO newest SELECT k, id, v FROM cdc WHERE k IS NOT NULL;
INSERT INTO totals SELECT k, SUM(v) FROM bids WHERE k IS NOT NULL GROUP BY k;
INSERT INTO firsts SELECT v, id FROM (SELECT v, id, ROW_NUMBER() OVER (PARTITION BY v ORDER BY ts) AS rn FROM bids) WHERE rn = 1 AND v IS NOT NULL;
END;
