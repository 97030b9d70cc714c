package nexmark

import "math"

// The ids that the first of each kind has.
const (
	firstAuctionID  = 1000
	firstPersonID   = 1000
	firstCategoryID = 10
)

// timeline tells what event comes when: the share of one generator.
type timeline struct {
	options
	// firstID is the id of the event with number 0; ids are unique over all generators. Numbers begin with 1, and generators side by
	// side share them.
	firstID int64
	// events is how many there are.
	events int64
	// interval is the time between two events in microseconds.
	interval float64
	base     int64
}

const firstEventNumber = 1

// timelines shares the events among the generators. base is in milliseconds since the epoch.
func (o options) timelines(base int64) []timeline {
	most := o.events
	if most == 0 {
		most = math.MaxInt64 / (o.total() * max(o.personSize, o.auctionSize, o.bidSize))
	}
	n := o.generators
	share, stop := most/n, o.stopAt/n
	all := make([]timeline, n)
	first := int64(1)
	for i := range all {
		if int64(i) == n-1 {
			share, stop = most-share*(n-1), o.stopAt-stop*(n-1)
		}
		events := share
		if o.stopAt >= 0 {
			events = min(share, stop)
		}
		all[i] = timeline{
			options: o, firstID: first, events: events, base: base, interval: 1_000_000 / float64(o.rate) * float64(n),
		}
		first += share
	}
	return all
}

// time is the event time of an event in milliseconds since the epoch.
func (t *timeline) time(number int64) int64 { return t.base + int64(float64(number)*t.interval)/1000 }

// place is where an event is in the order of kinds that comes again and again.
type place struct{ epoch, offset int64 }

func (t *timeline) placeOf(id int64) place { return place{id / t.total(), id % t.total()} }

// lastPerson is the number of the newest person when an event comes: its own if it is one.
func (t *timeline) lastPerson(p place) int64 {
	return p.epoch*t.persons + min(p.offset, t.persons-1)
}

// lastAuction is the number of the newest auction when an event comes: its own if it is one.
func (t *timeline) lastAuction(p place) int64 {
	epoch, offset := p.epoch, p.offset-t.persons
	if offset < 0 { // a person: the last auction came in the epoch before
		epoch, offset = epoch-1, t.auctions
	}
	return epoch*t.auctions + min(offset, t.auctions-1)
}
