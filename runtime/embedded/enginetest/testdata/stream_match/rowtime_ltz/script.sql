-- MATCH_ROWTIME() is a TIMESTAMP, the rows have a TIMESTAMP_LTZ.
SET 'parallelism.default' = '1';
CREATE TABLE l (id INT, k STRING, v INT, t BIGINT, lt AS TO_TIMESTAMP_LTZ(t, 3), WATERMARK FOR lt AS lt - INTERVAL '1' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/l.jsonl', 'format' = 'json');
SELECT * FROM l MATCH_RECOGNIZE (PARTITION BY k ORDER BY lt MEASURES A.id AS aid, B.id AS bid, MATCH_ROWTIME() AS mt PATTERN (A B) WITHIN INTERVAL '1' HOUR DEFINE B AS B.v > A.v);
