SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE cw (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem','path'='@CASE@/c.jsonl','format'='debezium-json');
CREATE TABLE sink (c0 TIMESTAMP(3), c1 INT, c2 INT, c3 BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, id, v, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY v DESC, id) AS rn FROM TABLE(TUMBLE(TABLE cw, DESCRIPTOR(ts), INTERVAL '20' SECOND))) WHERE rn <= 2;
