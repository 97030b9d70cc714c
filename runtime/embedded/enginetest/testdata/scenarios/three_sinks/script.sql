-- Counts, a ranking and windows of one stream.
SET 'parallelism.default' = '1';
CREATE TABLE e (id INT, k STRING, v INT, s STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'filesystem', 'path' = '@CASE@/e.jsonl', 'format' = 'json');
CREATE TABLE o1 (k STRING, n BIGINT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'print', 'print-identifier' = 'o1');
CREATE TABLE o2 (id INT, rn BIGINT) WITH ('connector' = 'print', 'print-identifier' = 'o2');
CREATE TABLE o3 (ws TIMESTAMP(3), n BIGINT) WITH ('connector' = 'print', 'print-identifier' = 'o3');
EXECUTE STATEMENT SET BEGIN
INSERT INTO o1 SELECT COALESCE(k, '?'), COUNT(*) FROM e GROUP BY COALESCE(k, '?');
INSERT INTO o2 SELECT id, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY v DESC, id) AS rn FROM e) WHERE rn <= 2;
INSERT INTO o3 SELECT window_start, COUNT(*) FROM TABLE(TUMBLE(TABLE e, DESCRIPTOR(ts), INTERVAL '30' SECOND)) GROUP BY window_start, window_end;
END;
