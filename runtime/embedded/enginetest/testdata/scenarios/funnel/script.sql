-- Funnels found by MATCH_RECOGNIZE in windows by the time of their last step.
SET 'parallelism.default' = '1';
CREATE TABLE m (id INT, sym STRING, price INT, tax INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/m.jsonl', 'format' = 'json');
CREATE TEMPORARY VIEW f AS SELECT * FROM m MATCH_RECOGNIZE (PARTITION BY sym ORDER BY ts MEASURES A.ts AS t1, LAST(B.ts) AS t2, C.ts AS t3, COUNT(B.id) AS n, MATCH_ROWTIME() AS mt AFTER MATCH SKIP PAST LAST ROW PATTERN (A B+? C) WITHIN INTERVAL '15' SECOND DEFINE A AS A.price > 8, C AS C.price > 11);
SELECT sym, TIMESTAMPDIFF(SECOND, t1, t3), n, window_end FROM TABLE(TUMBLE(TABLE f, DESCRIPTOR(mt), INTERVAL '20' SECOND));
