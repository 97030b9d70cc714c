-- Deduplication by event time, keeping first and last, over append and then aggregated; late ones too.
SET 'parallelism.default' = '1';
CREATE TABLE late (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '4' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/late.jsonl', 'format'='json');
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE f WITH ('connector'='print', 'print-identifier'='f') AS
SELECT k, id, v FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY ts) AS rn FROM late) WHERE rn = 1;
CREATE TABLE l WITH ('connector'='print', 'print-identifier'='l') AS
SELECT k, id, v FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY ts DESC) AS rn FROM late) WHERE rn = 1;
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT SUM(v) AS s, COUNT(*) AS n FROM (SELECT k, v, ROW_NUMBER() OVER (PARTITION BY k ORDER BY ts DESC) AS rn FROM late) WHERE rn = 1;
CREATE TABLE t WITH ('connector'='print', 'print-identifier'='t') AS
SELECT id, v FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY v ORDER BY ts ASC, id) AS rn FROM bids) WHERE rn <= 2;
