-- What is only inserted is not materialised, although the option forces it.
SET 'parallelism.default' = '1';
CREATE TABLE ep (id INT, k STRING, v INT, s STRING, ts TIMESTAMP(3), pt AS PROCTIME()) WITH ('connector' = 'filesystem', 'path' = '@CASE@/e.jsonl', 'format' = 'json');
SET 'table.exec.sink.upsert-materialize' = 'FORCE';
CREATE TABLE o1 (k STRING, id INT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'print');
INSERT INTO o1 SELECT COALESCE(k, '-'), id FROM ep;
