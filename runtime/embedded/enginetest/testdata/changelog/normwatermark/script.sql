-- Event time is told before changes are normalised: by a delete of a row that is not known, not by the row before an update, which may lack its time.
SET 'table.exec.source.cdc-events-duplicate' = 'true';

CREATE TABLE t (id INT, k STRING, v INT, s STRING, ts AS TO_TIMESTAMP(s), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND, PRIMARY KEY (id) NOT ENFORCED)
  WITH ('connector' = 'filesystem', 'path' = '@CASE@/t.json', 'format' = 'debezium-json');
CREATE TABLE windows (s TIMESTAMP(3), k STRING, n BIGINT, v INT) WITH ('connector' = 'print', 'print-identifier' = 'windows');
CREATE TABLE hopping (s TIMESTAMP(3), n BIGINT, v INT) WITH ('connector' = 'print', 'print-identifier' = 'hopping');

EXECUTE STATEMENT SET BEGIN
INSERT INTO windows SELECT window_start, k, COUNT(*), SUM(v) FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, k;
INSERT INTO hopping SELECT window_start, COUNT(*), SUM(v) FROM TABLE(HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '15' SECOND)) GROUP BY window_start, window_end;
END;
