package nexmark

// kind is the column event_type.
type kind int64

const (
	kindPerson kind = iota
	kindAuction
	kindBid
)

// The events, as the columns of the table have them; times are in milliseconds since the epoch.
type (
	person struct {
		id                                          int64
		name, email, creditCard, city, state, extra string
	}
	auction struct {
		id                       int64
		name, description, extra string
		initialBid, reserve      int64
		expires                  int64
		seller, category         int64
	}
	bid struct {
		auction, bidder, price int64
		channel, url, extra    string
	}
)

// generator makes the events of a timeline, one after the other.
type generator struct {
	*timeline
	texts  *texts
	random splittableRandom
	// made is how many events there have been.
	made int64
	// letters is where words are made.
	letters []byte
	// at is the place of the event that is made.
	at place
	// The bounds of what each bid draws.
	hotAuction, hotBidder, hotChannel, anyChannel bound
}

func newGenerator(line *timeline, t *texts, from position) generator {
	return generator{
		timeline: line, texts: t, random: from.random, made: from.made, at: line.placeOf(line.firstID + firstEventNumber + from.made - 1),
		hotAuction: boundOf(line.hotAuctions), hotBidder: boundOf(line.hotBidders),
		hotChannel: boundOf(int64(len(hotChannels))), anyChannel: boundOf(channels),
	}
}

// next goes on to the next event and tells its number, kind and time.
func (g *generator) next() (number int64, k kind, at int64) {
	number = firstEventNumber + g.made
	if g.at.offset++; g.at.offset == g.total() {
		g.at = place{g.at.epoch + 1, 0}
	}
	switch offset := g.at.offset; {
	case offset < g.persons:
		k = kindPerson
	case offset < g.persons+g.auctions:
		k = kindAuction
	default:
		k = kindBid
	}
	g.made++
	return number, k, g.time(number)
}

// text draws a word of letters and blanks.
func (g *generator) text(longest int32) string {
	g.letters = appendWord(g.letters[:0], &g.random, longest, ' ')
	return string(g.letters)
}

// somePerson draws the number of a person who is active, or will be before long.
func (g *generator) somePerson() int64 {
	const mostActive, lead = 1000, 10
	people := g.lastPerson(g.at) + 1
	active := min(people, mostActive)
	return people - active + g.random.long(active+lead)
}

// inFlight is how many auctions are open at a time on average.
const inFlight = 100

// someAuction draws the number of an auction that is open, or will be before long.
func (g *generator) someAuction() int64 {
	const lead = 10
	last := g.lastAuction(g.at)
	first := max(last-inFlight, 0)
	return first + g.random.long(last-first+1+lead)
}

// hot is the first of the newest hundred.
func hot(last int64) int64 { return last / 100 * 100 }

func (g *generator) person() person {
	r := &g.random
	p := person{id: g.lastPerson(g.at) + firstPersonID}
	p.name = firstNames[r.below(int32(len(firstNames)))] + " " + lastNames[r.below(int32(len(lastNames)))]
	g.letters = append(appendWord(g.letters[:0], r, 7, ' '), '@')
	mailbox := string(g.letters)
	p.email = mailbox + g.text(5) + ".com"
	cards := &g.texts.card
	p.creditCard = cards[r.below(10_000)] + " " + cards[r.below(10_000)] + " " + cards[r.below(10_000)] + " " + cards[r.below(10_000)]
	p.city = cities[r.below(int32(len(cities)))]
	p.state = states[r.below(int32(len(states)))]
	size := 8 + len(p.name) + len(p.email) + len(p.creditCard) + len(p.city) + len(p.state)
	p.extra = g.texts.cut(r, int64(size), g.personSize)
	return p
}

// auctionNumbers draws what an auction has in front of its texts.
func (g *generator) auctionNumbers(number, at int64) auction {
	r := &g.random
	a := auction{id: g.lastAuction(g.at) + firstAuctionID}
	if r.below(int32(g.hotSellers)) > 0 {
		a.seller = hot(g.lastPerson(g.at)) + firstPersonID
	} else {
		a.seller = g.somePerson() + firstPersonID
	}
	a.category = firstCategoryID + int64(r.below(5))
	a.initialBid = g.price()
	ahead := inFlight * g.total() / g.auctions
	horizon := g.time(number+ahead) - at
	a.expires = at + 1 + r.long(max(2*horizon, 1))
	return a
}

const (
	longestName, longestDescription = 20, 100
	// auctionNumbersSize is how many bytes the reference counts for the numbers.
	auctionNumbersSize = 48
)

func (g *generator) auction(number, at int64) auction {
	a := g.auctionNumbers(number, at)
	a.name = g.text(longestName)
	a.description = g.text(longestDescription)
	a.reserve = a.initialBid + g.price()
	a.extra = g.texts.cut(&g.random, int64(auctionNumbersSize+len(a.name)+len(a.description)), g.auctionSize)
	return a
}

// skipAuction draws what an auction draws that nobody wants.
func (g *generator) skipAuction(number, at int64) {
	g.auctionNumbers(number, at)
	size := skipWord(&g.random, longestName) + skipWord(&g.random, longestDescription)
	g.price()
	drawCut(&g.random, int64(auctionNumbersSize+size), g.auctionSize)
}

func (g *generator) bid() bid {
	r := &g.random
	var b bid
	if r.belowBound(&g.hotAuction) > 0 {
		b.auction = hot(g.lastAuction(g.at)) + firstAuctionID
	} else {
		b.auction = g.someAuction() + firstAuctionID
	}
	// The first person's id is added twice, and hot bidders are one beside the hot sellers.
	if r.belowBound(&g.hotBidder) > 0 {
		b.bidder = hot(g.lastPerson(g.at)) + 1 + 2*firstPersonID
	} else {
		b.bidder = g.somePerson() + 2*firstPersonID
	}
	b.price = g.price()
	if r.below(2) > 0 {
		i := r.belowBound(&g.hotChannel)
		b.channel, b.url = hotChannels[i], g.texts.hotURL[i]
	} else {
		i := r.belowBound(&g.anyChannel)
		b.channel, b.url = g.texts.channel[i], g.texts.url[i]
	}
	b.extra = g.texts.cut(r, 32, g.bidSize)
	return b
}
