-- The best pairs of a window join.
SET 'parallelism.default' = '1';
CREATE TABLE a (id INT, k STRING, p STRING, amt DECIMAL(10, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/a.jsonl', 'format' = 'json');
CREATE TABLE b (id INT, k STRING, q INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/b.jsonl', 'format' = 'json');
SELECT * FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY ws, we ORDER BY q DESC, bid) AS rn FROM (SELECT x.window_start AS ws, x.window_end AS we, x.id AS aid, y.id AS bid, y.q FROM (SELECT * FROM TABLE(TUMBLE(TABLE a, DESCRIPTOR(ts), INTERVAL '20' SECOND))) x JOIN (SELECT * FROM TABLE(TUMBLE(TABLE b, DESCRIPTOR(ts), INTERVAL '20' SECOND))) y ON x.k = y.k AND x.window_start = y.window_start AND x.window_end = y.window_end)) WHERE rn <= 2;
