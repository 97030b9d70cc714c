package job

import (
	"time"

	"github.com/penstock/penstock/runtime/embedded/connector"
)

// At the start of a job, which source happens to be read first would decide which rows of the others are late, and of rows without event
// time which one is the last. So each task begins with an opening: it takes openingRows from its first channel, or all there are, then from
// the next, in the order of its inputs, whatever has arrived meanwhile. What is smaller than that therefore has one result, for any size
// of batches and whatever else the machine does. Apache Flink, which has no such order, mostly does the same: a file of some rows
// arrives as a whole.
const (
	// openingRows is what of each channel comes in its turn.
	openingRows = 1024
	// openingCapacity is how many messages wait in a channel during the opening, and openingBytes how many bytes, beyond one message.
	openingCapacity = 4 * openingRows
	openingBytes    = 16 << 20
	// boundedPatience is how long the opening may last where all sources end by themselves, endlessPatience where one does not, which may
	// well have nothing to say.
	boundedPatience = 2 * time.Second
	endlessPatience = 50 * time.Millisecond
)

func patienceFor(source connector.Source) time.Duration {
	if source.Bounded() {
		return boundedPatience
	}
	return endlessPatience
}

// begin begins the opening.
func (in *inbox) begin(patience time.Duration) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if len(in.channels) > 1 {
		in.opening = true
		in.patience = time.AfterFunc(patience, func() {
			in.mu.Lock()
			defer in.mu.Unlock()
			in.open()
		})
	}
}

// open ends the opening. A sender that has no room ends it, too: it may be the one on which the channel whose turn it is waits. The caller
// holds the lock.
func (in *inbox) open() {
	if in.opening {
		in.opening = false
		in.arrived.Broadcast()
	}
}

// first returns the channel to take a message from in the opening, nil if there is none, or if all channels have had their turn, which ends the
// opening. While the barriers of a checkpoint are waited for, whatever comes is taken. The caller holds the lock.
func (in *inbox) first() *channel {
	if !in.opening {
		return nil
	}
	blocked := false
	for _, c := range in.channels {
		switch {
		case c.empty || c.taken >= openingRows || c.rests && len(c.queue) == 0:
		case c.blocked:
			blocked = true
		case len(c.queue) > 0:
			return c
		case !blocked:
			return nil
		}
	}
	if blocked {
		return in.choose()
	}
	in.open()
	return nil
}

// full tells that a channel has no room for another message. The caller holds the lock.
func (c *channel) full() bool {
	if c.inbox.opening {
		return len(c.queue) >= openingCapacity || c.bytes >= openingBytes
	}
	return len(c.queue) >= channelCapacity || c.bytes >= channelBytes
}
