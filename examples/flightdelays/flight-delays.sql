-- Delay hot spots: every airport and hour in which at least ten flights left, on average more than 20 minutes late.
--
-- The folders come from the application's runtime properties (group "demo"), so the same script runs anywhere.

CREATE TABLE flights (
  id        BIGINT,
  carrier   STRING,
  flight    INT,
  origin    STRING,
  dest      STRING,
  sched_dep TIMESTAMP(3),
  dep_ts    TIMESTAMP(3),          -- when it really left; NULL: cancelled
  dep_delay INT,                   -- minutes
  rt AS COALESCE(dep_ts, sched_dep),
  WATERMARK FOR rt AS rt - INTERVAL '2' HOUR
) WITH (
  'connector' = 'filesystem',
  'path' = '${demo:input}',
  'format' = 'json',
  'source.monitor-interval' = '200ms'
);

CREATE TABLE hot_spots (
  window_start TIMESTAMP(3),
  airport      STRING,
  flights      BIGINT,
  avg_delay    INT,
  worst_delay  INT,
  cancelled    BIGINT
) WITH (
  'connector' = 'filesystem',
  'path' = '${demo:output}',
  'format' = 'json'
);

INSERT INTO hot_spots
SELECT window_start, origin, COUNT(dep_ts), AVG(dep_delay), MAX(dep_delay), COUNT(*) FILTER (WHERE dep_ts IS NULL)
FROM TABLE(TUMBLE(TABLE flights, DESCRIPTOR(rt), INTERVAL '1' HOUR))
GROUP BY window_start, window_end, origin
HAVING COUNT(dep_ts) >= 10 AND AVG(dep_delay) > 20;
