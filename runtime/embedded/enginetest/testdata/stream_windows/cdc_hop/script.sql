SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE cw (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='filesystem','path'='@CASE@/c.jsonl','format'='debezium-json');
CREATE TABLE sink (c0 TIMESTAMP(3), c1 TIMESTAMP(3), c2 BIGINT, c3 BIGINT, c4 INT, c5 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, window_end, COUNT(*), COUNT(v), MAX(v), MIN(v) FROM TABLE(HOP(TABLE cw, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '20' SECOND)) GROUP BY window_start, window_end;
