-- Aggregates that depend on the order, over one file.
SET 'parallelism.default' = '1';
CREATE TABLE bids (id INT, k STRING, v INT, p DECIMAL(8, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='filesystem', 'path'='@CASE@/bids.jsonl', 'format'='json');
CREATE TABLE tum WITH ('connector'='print', 'print-identifier'='tum') AS
SELECT window_start, FIRST_VALUE(v) AS f, LAST_VALUE(v) AS l, FIRST_VALUE(k) AS fk, LAST_VALUE(p) AS lp, LISTAGG(k, '-') AS ks FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '20' SECOND)) GROUP BY window_start, window_end;
CREATE TABLE arr WITH ('connector'='print', 'print-identifier'='arr') AS
SELECT window_start, ARRAY_AGG(v) AS vs, JSON_ARRAYAGG(v) AS js, COLLECT(k) AS c FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '20' SECOND)) GROUP BY window_start, window_end;
CREATE TABLE obj WITH ('connector'='print', 'print-identifier'='obj') AS
SELECT window_start, JSON_OBJECTAGG(KEY CAST(id AS STRING) VALUE k) AS o, JSON_OBJECTAGG(KEY CAST(id AS STRING) VALUE k ABSENT ON NULL) AS oa, JSON_ARRAYAGG(k NULL ON NULL) AS an FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end;
