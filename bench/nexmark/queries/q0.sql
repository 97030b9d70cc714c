-- Pass through.
CREATE TABLE results (auction BIGINT, bidder BIGINT, price BIGINT, `dateTime` TIMESTAMP(3), extra STRING) WITH ({{.Sink}});
INSERT INTO results SELECT auction, bidder, price, `dateTime`, extra FROM bid;
