-- Upsert sinks with keys other than those of the changes, changes that collide, and deletes.
SET 'parallelism.default' = '1';
CREATE TABLE cdc (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem', 'path'='@CASE@/cdc.jsonl', 'format'='debezium-json');
CREATE TABLE l (id INT, k STRING, v INT) WITH ('connector'='filesystem', 'path'='@CASE@/l.csv', 'format'='csv', 'csv.null-literal'='NULL');
CREATE TABLE by_k (k STRING, id INT, v INT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector'='print', 'print-identifier'='by_k');
CREATE TABLE by_n (n BIGINT, k STRING, PRIMARY KEY (n) NOT ENFORCED) WITH ('connector'='print', 'print-identifier'='by_n');
CREATE TABLE by_id (id INT, v INT, w BIGINT, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='print', 'print-identifier'='by_id');
EXECUTE STATEMENT SET BEGIN
INSERT INTO by_n SELECT COUNT(*), k FROM cdc WHERE k IS NOT NULL GROUP BY k;
INSERT INTO by_id SELECT c.id, c.v, x.n FROM cdc c LEFT JOIN (SELECT k, COUNT(*) AS n FROM l GROUP BY k) x ON c.k = x.k;
END;
