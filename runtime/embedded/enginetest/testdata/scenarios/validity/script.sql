-- The time for which a value held, by MATCH_RECOGNIZE.
SET 'parallelism.default' = '1';
CREATE TABLE hist (cur STRING, rate INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '@CASE@/hist.jsonl', 'format' = 'json');
SELECT * FROM (SELECT * FROM hist WHERE cur IS NOT NULL) MATCH_RECOGNIZE (PARTITION BY cur ORDER BY ts MEASURES A.rate AS rate, A.ts AS f, B.ts AS t AFTER MATCH SKIP TO LAST B PATTERN (A B) DEFINE B AS B.rate <> A.rate OR B.rate IS NULL);
