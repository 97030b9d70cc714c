-- LIKE with options, computed columns in chains, views of views, quoted and Unicode names, comments, hints.
SET 'parallelism.default' = '1';
/* a comment ; with a semicolon */
CREATE TABLE base (id INT, `näme` STRING, `a``b` INT, ts STRING) WITH ('connector'='filesystem', 'path'='@CASE@/base.jsonl', 'format'='json');
CREATE TABLE derived (up AS UPPER(`näme`), twice AS `a``b` * 2, et AS TO_TIMESTAMP(ts), WATERMARK FOR et AS et - INTERVAL '1' SECOND) WITH ('format'='json') LIKE base (INCLUDING ALL OVERWRITING OPTIONS);
CREATE TEMPORARY VIEW v1 (i, n, `x y`) AS SELECT id, up, twice FROM derived;
CREATE VIEW IF NOT EXISTS v2 AS SELECT i, n AS `order`, `x y` + 1 AS plus FROM v1 -- to the end
;
CREATE DATABASE other COMMENT 'it''s';
USE other;
CREATE TEMPORARY VIEW v2 AS SELECT i FROM default_database.v1 WHERE i > 1;
CREATE TABLE a WITH ('connector'='print', 'print-identifier'='a') AS
SELECT * FROM default_catalog.default_database.v2;
CREATE TABLE b WITH ('connector'='print', 'print-identifier'='b') AS
SELECT COUNT(*) AS n FROM v2;
USE default_database;
CREATE TABLE d WITH ('connector'='print', 'print-identifier'='d') AS
WITH x AS (SELECT i, `x y` FROM v1), y (p, q) AS (SELECT * FROM x WHERE i < 3) SELECT p, q, (SELECT MAX(i) FROM x) AS m FROM y;
CREATE TABLE e WITH ('connector'='print', 'print-identifier'='e') AS
SELECT et, up FROM derived /*+ OPTIONS('json.ignore-parse-errors'='true') */ AS d WHERE d.twice IS NOT NULL;
