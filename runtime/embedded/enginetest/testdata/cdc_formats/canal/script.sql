-- canal-json with several rows a message, metadata, filters by table, NULLs in old images.
SET 'parallelism.default' = '1';
CREATE TABLE t (id BIGINT, name STRING, w FLOAT) WITH ('connector'='filesystem', 'path'='@CASE@/t.jsonl', 'format'='canal-json', 'canal-json.table.include'='p.*');
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT name, COUNT(*) AS n FROM t GROUP BY name;
