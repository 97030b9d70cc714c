package job

import (
	"errors"
	"sync"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// channelCapacity is how many messages wait in a channel before its sender does.
const channelCapacity = 8

type messageKind uint8

const (
	dataMessage messageKind = iota
	watermarkMessage
	idleMessage
	activeMessage
	barrierMessage
	endMessage
)

// message is what flows between tasks.
type message struct {
	kind      messageKind
	batch     *batch.Batch
	watermark int64
	barrier   checkpoint.Barrier
}

var errClosed = errors.New("the task has ended")

// inbox is the input of a task: a bounded queue for each subtask that sends to it. One goroutine receives.
type inbox struct {
	mu       sync.Mutex
	arrived  *sync.Cond
	channels []*channel
	// turn is the channel to look at first, so that all get their turn.
	turn   int
	closed bool
}

// channel is the queue of one sender.
type channel struct {
	inbox *inbox
	index int
	// input is the input of the receiving operator.
	input   int
	queue   []message
	room    *sync.Cond
	blocked bool
	// free are batches that were received and may be filled again.
	free []*batch.Batch
}

func newInbox() *inbox {
	in := &inbox{}
	in.arrived = sync.NewCond(&in.mu)
	return in
}

// channel adds a channel. It is called before the inbox is used.
func (in *inbox) channel(input int) *channel {
	c := &channel{inbox: in, index: len(in.channels), input: input, room: sync.NewCond(&in.mu)}
	in.channels = append(in.channels, c)
	return c
}

// send waits for room and adds a message.
func (c *channel) send(m message) error {
	in := c.inbox
	in.mu.Lock()
	defer in.mu.Unlock()
	for len(c.queue) >= channelCapacity && !in.closed {
		c.room.Wait()
	}
	if in.closed {
		return errClosed
	}
	c.queue = append(c.queue, m)
	in.arrived.Signal()
	return nil
}

// batch returns an empty batch of the given columns to fill and send.
func (c *channel) batch(columns []types.Type) *batch.Batch {
	c.inbox.mu.Lock()
	var b *batch.Batch
	if n := len(c.free); n > 0 {
		b = c.free[n-1]
		c.free = c.free[:n-1]
	}
	c.inbox.mu.Unlock()
	if b == nil {
		return batch.New(columns)
	}
	b.Clear()
	return b
}

// recycle gives a batch that was received back to its sender.
func (c *channel) recycle(b *batch.Batch) {
	c.inbox.mu.Lock()
	defer c.inbox.mu.Unlock()
	if len(c.free) < channelCapacity {
		c.free = append(c.free, b)
	}
}

// receive waits for a message of a channel that is not blocked.
func (in *inbox) receive() (*channel, message, error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	for {
		if in.closed {
			return nil, message{}, errClosed
		}
		for i := range in.channels {
			c := in.channels[(in.turn+i)%len(in.channels)]
			if c.blocked || len(c.queue) == 0 {
				continue
			}
			m := c.queue[0]
			c.queue = c.queue[:copy(c.queue, c.queue[1:])]
			c.room.Signal()
			in.turn = (c.index + 1) % len(in.channels)
			return c, m, nil
		}
		in.arrived.Wait()
	}
}

// block stops a channel from being received from; unblock lets all go on.
func (in *inbox) block(c *channel) {
	in.mu.Lock()
	defer in.mu.Unlock()
	c.blocked = true
}

func (in *inbox) unblock() {
	in.mu.Lock()
	defer in.mu.Unlock()
	for _, c := range in.channels {
		c.blocked = false
	}
}

// close makes all senders and the receiver return errClosed.
func (in *inbox) close() {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.closed = true
	in.arrived.Broadcast()
	for _, c := range in.channels {
		c.room.Broadcast()
	}
}
