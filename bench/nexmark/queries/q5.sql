-- The auctions with most bids in the last ten seconds, every two.
CREATE TABLE results (auction BIGINT, num BIGINT) WITH ({{.Sink}});
INSERT INTO results
SELECT o.auction, o.num
FROM (
  SELECT auction, COUNT(*) AS num, window_start AS ws, window_end AS we
  FROM TABLE(HOP(TABLE bid, DESCRIPTOR(`dateTime`), INTERVAL '2' SECOND, INTERVAL '10' SECOND))
  GROUP BY auction, window_start, window_end
) AS o
JOIN (
  SELECT MAX(num) AS most, ws, we
  FROM (
    SELECT COUNT(*) AS num, window_start AS ws, window_end AS we
    FROM TABLE(HOP(TABLE bid, DESCRIPTOR(`dateTime`), INTERVAL '2' SECOND, INTERVAL '10' SECOND))
    GROUP BY auction, window_start, window_end
  )
  GROUP BY ws, we
) AS m
ON o.ws = m.ws AND o.we = m.we AND o.num >= m.most;
