package nexmark

import (
	"time"

	"github.com/penstock/penstock/runtime/embedded/option"
)

// options are those of the table, with the reference's names and defaults.
type options struct {
	// rate is in events a second of event time, over all generators.
	rate int64
	// persons, auctions and bids are their shares.
	persons, auctions, bids int64
	// personSize, auctionSize and bidSize are the average sizes of events in bytes, as the reference counts them.
	personSize, auctionSize, bidSize int64
	// One in so many is not for the hot auction, by the hot bidder, of the hot seller.
	hotAuctions, hotBidders, hotSellers int64
	// events is the number of all events, 0 for as many as there can be; stopAt ends them before, unless it is negative.
	events, stopAt int64
	// keepAlive: the source does not end after its last event.
	keepAlive bool
	// fast: events come as fast as they are taken, not when they are due.
	fast bool

	seed       int64
	base       int64
	generators int64
}

func (o *options) total() int64 { return o.persons + o.auctions + o.bids }

func readOptions(values map[string]string) (options, error) {
	const mostInt = 1<<31 - 1
	r := option.NewReader("connector 'nexmark'", "", values)
	r.String("connector", "")
	// The reference reads these and does nothing with them either: the rate of its first step holds for all time.
	r.OneOf("rate.shape", "SQUARE", "SQUARE", "SINE")
	r.Duration("rate.period", 10*time.Minute)
	r.Bool("rate.limited", false)
	r.Int("next-event.rate", 10_000, 1)
	o := options{
		rate:    r.Int("first-event.rate", 10_000, 1),
		persons: r.Int("person.proportion", 1, 1), auctions: r.Int("auction.proportion", 3, 1), bids: r.Int("bid.proportion", 46, 0),
		personSize: r.Bytes("person.avg-size", 200), auctionSize: r.Bytes("auction.avg-size", 500), bidSize: r.Bytes("bid.avg-size", 100),
		hotAuctions: r.Int("bid.hot-ratio.auctions", 2, 1), hotBidders: r.Int("bid.hot-ratio.bidders", 4, 1),
		hotSellers: r.Int("auction.hot-ratio.sellers", 4, 1),
		events:     r.Int("events.num", 0, 0), stopAt: r.Int("stop-at", -1, -1),
		keepAlive: r.Bool("keep-alive", false), fast: r.Bool("max-emit-speed", true),
		seed: r.Int("seed", 0, 0), base: r.Int("base-time", -1, -1), generators: r.Int("generators", 1, 1),
	}
	for key, n := range map[string]int64{
		"first-event.rate": o.rate, "person.proportion": o.persons, "auction.proportion": o.auctions, "bid.proportion": o.bids,
		"bid.hot-ratio.auctions": o.hotAuctions, "bid.hot-ratio.bidders": o.hotBidders, "auction.hot-ratio.sellers": o.hotSellers,
	} {
		if n > mostInt {
			r.Fail("option '%s' must be at most %d", key, mostInt)
		}
	}
	for key, n := range map[string]int64{"person.avg-size": o.personSize, "auction.avg-size": o.auctionSize, "bid.avg-size": o.bidSize} {
		if n > longestText/2 {
			r.Fail("option '%s' must be at most %d bytes", key, longestText/2)
		}
	}
	if o.generators > 1024 {
		r.Fail("option 'generators' must be at most 1024")
	}
	return o, r.Done()
}
