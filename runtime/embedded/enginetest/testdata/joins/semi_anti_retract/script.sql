-- Semi and anti joins whose both sides are updated, with NULLs.
SET 'parallelism.default' = '1';
CREATE TABLE cdc (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem', 'path'='@CASE@/cdc.jsonl', 'format'='debezium-json');
CREATE TABLE l (id INT, k STRING, v INT) WITH ('connector'='filesystem', 'path'='@CASE@/l.csv', 'format'='csv', 'csv.null-literal'='NULL');
CREATE TABLE r (id INT, k STRING, w INT) WITH ('connector'='filesystem', 'path'='@CASE@/r.csv', 'format'='csv', 'csv.null-literal'='NULL');
CREATE TABLE sem WITH ('connector'='print', 'print-identifier'='sem') AS
SELECT * FROM l WHERE k IN (SELECT k FROM cdc WHERE v > 3);
CREATE TABLE ant WITH ('connector'='print', 'print-identifier'='ant') AS
SELECT * FROM l WHERE NOT EXISTS (SELECT 1 FROM cdc WHERE cdc.k = l.k AND cdc.v > COALESCE(l.v, 0) / 10);
CREATE TABLE nin WITH ('connector'='print', 'print-identifier'='nin') AS
SELECT * FROM l WHERE v NOT IN (SELECT w FROM r WHERE w IS NOT NULL);
CREATE TABLE nul WITH ('connector'='print', 'print-identifier'='nul') AS
SELECT * FROM l WHERE v NOT IN (SELECT w FROM r);
CREATE TABLE two WITH ('connector'='print', 'print-identifier'='two') AS
SELECT id, k FROM cdc WHERE k IN (SELECT k FROM l) AND k NOT IN (SELECT k FROM r WHERE k IS NOT NULL AND w > 2);
CREATE TABLE orr WITH ('connector'='print', 'print-identifier'='orr') AS
SELECT id FROM l WHERE k = 'a' OR EXISTS (SELECT 1 FROM r WHERE r.k = l.k AND w = v);
