SET 'execution.runtime-mode' = 'streaming';
SET 'parallelism.default' = '1';
SET 'table.local-time-zone' = 'America/New_York';
CREATE TABLE al (id INT, ts TIMESTAMP(3), rt AS CAST(ts AS TIMESTAMP_LTZ(3)), WATERMARK FOR rt AS rt - INTERVAL '3' SECOND) WITH ('connector'='filesystem','path'='@CASE@/s.jsonl','format'='json');
CREATE TABLE sink (c0 TIMESTAMP(3), c1 TIMESTAMP(3), c2 TIMESTAMP_LTZ(3), c3 BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, window_end, window_time, COUNT(*) FROM TABLE(TUMBLE(TABLE al, DESCRIPTOR(rt), INTERVAL '1' DAY)) GROUP BY window_start, window_end, window_time;
