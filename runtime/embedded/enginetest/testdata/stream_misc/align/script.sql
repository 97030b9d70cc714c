SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
CREATE TABLE al (id INT, k STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='filesystem','path'='@CASE@/s.jsonl','format'='json','scan.watermark.alignment.group'='g','scan.watermark.alignment.max-drift'='1min');
CREATE TABLE sink (c0 TIMESTAMP(3), c1 BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, COUNT(*) FROM TABLE(TUMBLE(TABLE al, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end;
