-- Functions of JSON over columns.
SET 'parallelism.default' = '1';
CREATE TABLE t (j STRING) WITH ('connector'='filesystem', 'path'='@CASE@/t.txt', 'format'='raw');
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT j IS JSON AS js, j IS JSON OBJECT AS o, j IS JSON ARRAY AS a, j IS JSON SCALAR AS s, j IS NOT JSON VALUE AS nv FROM t;
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT JSON_VALUE(j, '$.a') AS v, JSON_VALUE(j, 'lax $.a.b') AS vb, JSON_VALUE(j, '$.n' NULL ON EMPTY DEFAULT 7 ON ERROR) AS n, JSON_VALUE(j, 'lax $.x' DEFAULT 'empty' ON EMPTY) AS e, JSON_VALUE(j, '$.f') AS f FROM t;
CREATE TABLE c WITH ('connector'='print', 'print-identifier'='c') AS
SELECT JSON_QUERY(j, '$.a') AS q, JSON_QUERY(j, 'lax $.l[*]' WITH WRAPPER) AS w, JSON_QUERY(j, '$.l' WITH CONDITIONAL ARRAY WRAPPER) AS cw, JSON_QUERY(j, 'lax $.zz' EMPTY ARRAY ON EMPTY) AS ea, JSON_QUERY(j, 'strict $.zz' EMPTY OBJECT ON ERROR) AS eo, JSON_QUERY(j, '$..b') AS deep FROM t;
CREATE TABLE e WITH ('connector'='print', 'print-identifier'='e') AS
SELECT JSON_VALUE(j, '$.a') AS v, COUNT(*) AS n, JSON_OBJECTAGG(KEY COALESCE(JSON_VALUE(j, '$.k'), j) VALUE CHAR_LENGTH(j)) AS o FROM t GROUP BY JSON_VALUE(j, '$.a');
