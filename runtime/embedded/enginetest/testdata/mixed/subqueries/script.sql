-- EXISTS, IN, ANY and ALL, nested, in the select list, in HAVING and with correlation at two levels.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE l (id INT, k STRING, v INT) WITH ('connector'='filesystem', 'path'='@CASE@/l.csv', 'format'='csv', 'csv.null-literal'='NULL');
CREATE TABLE r (id INT, k STRING, w INT) WITH ('connector'='filesystem', 'path'='@CASE@/r.csv', 'format'='csv', 'csv.null-literal'='NULL');
CREATE TABLE cdc (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem', 'path'='@CASE@/cdc.jsonl', 'format'='debezium-json');
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT l.id FROM l WHERE l.v > ALL (SELECT w FROM r WHERE r.w IS NOT NULL AND r.k = 'a');
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT l.id FROM l WHERE l.v = ANY (SELECT v * 2 FROM cdc);
CREATE TABLE c WITH ('connector'='print', 'print-identifier'='c') AS
SELECT k, COUNT(*) AS n FROM bids GROUP BY k HAVING COUNT(*) > (SELECT COUNT(*) FROM r);
CREATE TABLE d WITH ('connector'='print', 'print-identifier'='d') AS
SELECT id FROM l WHERE EXISTS (SELECT 1 FROM r WHERE r.k = l.k AND EXISTS (SELECT 1 FROM cdc WHERE cdc.v = r.w));
CREATE TABLE e WITH ('connector'='print', 'print-identifier'='e') AS
SELECT id FROM l WHERE k IN (SELECT k FROM r WHERE w IN (SELECT v FROM cdc WHERE k = 'a'));
CREATE TABLE f WITH ('connector'='print', 'print-identifier'='f') AS
SELECT id FROM l WHERE (k, v) NOT IN (SELECT k, w FROM r WHERE k IS NOT NULL AND w IS NOT NULL) AND v IS NOT NULL AND k IS NOT NULL;
CREATE TABLE g WITH ('connector'='print', 'print-identifier'='g') AS
SELECT id, v - (SELECT AVG(w) FROM r) AS d FROM l;
CREATE TABLE h WITH ('connector'='print', 'print-identifier'='h') AS
SELECT x.k, x.n FROM (SELECT k, COUNT(*) AS n FROM cdc GROUP BY k) x WHERE x.n >= (SELECT MAX(n) FROM (SELECT k, COUNT(*) AS n FROM cdc GROUP BY k) y);
