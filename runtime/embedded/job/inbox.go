package job

import (
	"errors"
	"sync"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/types"
)

const (
	// channelCapacity is how many messages wait in a channel before its sender does, and channelBytes how many bytes, beyond one message.
	channelCapacity = 8
	channelBytes    = 2 << 20
	// recycledBytes is up to which size the memory of a batch is used again: it keeps what its rows refer to.
	recycledBytes = 1 << 20
	// maxPreferred is how many messages are taken in a row from the channel that is furthest behind in event time while
	// others have some too.
	maxPreferred = 16
)

type messageKind uint8

const (
	dataMessage messageKind = iota
	watermarkMessage
	idleMessage
	activeMessage
	barrierMessage
	// restMessage says that no row comes before the savepoint for which the sources wait.
	restMessage
	endMessage
	// clockMessage comes from no channel: processing time has moved on.
	clockMessage
)

// message is what flows between tasks.
type message struct {
	kind  messageKind
	batch *batch.Batch
	// size is about how many bytes the batch takes.
	size      int
	watermark int64
	barrier   checkpoint.Barrier
}

var errClosed = errors.New("the task has ended")

// inbox is the input of a task: a bounded queue for each subtask that sends to it. One goroutine receives. After the opening it takes
// first what is behind in event time, which keeps state small and few rows late.
type inbox struct {
	mu       sync.Mutex
	arrived  *sync.Cond
	channels []*channel
	// turn is the channel to look at first among equals, so that all get their turn; preferred is how often in a row a
	// channel was taken out of its turn.
	turn, preferred int
	// opening is set at the start, see [inbox.first].
	opening  bool
	patience *time.Timer
	closed   bool
	// ticked is set when the receiver is to look at the clock.
	ticked bool
}

// channel is the queue of one sender.
type channel struct {
	inbox *inbox
	index int
	// input is the input of the receiving operator.
	input int
	queue []message
	// bytes is the size of what is in the queue.
	bytes   int
	room    *sync.Cond
	blocked bool
	// watermark is the event time that was taken from the channel.
	watermark int64
	// taken is how many rows were taken in the opening, and rests that no more come in it.
	taken int
	rests bool
	// empty tells that no row will ever come.
	empty bool
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
	c := &channel{inbox: in, index: len(in.channels), input: input, room: sync.NewCond(&in.mu), watermark: batch.NoWatermark}
	in.channels = append(in.channels, c)
	return c
}

// send waits for room and adds a message. The wait is backpressure for the subtask of the figures, whose lock is let go of
// meanwhile.
func (c *channel) send(m message, f *figures, lock sync.Locker) error {
	in := c.inbox
	in.mu.Lock()
	if !c.full() || in.closed {
		defer in.mu.Unlock()
		return c.add(m)
	}
	in.open()
	f.meter.enter(backpressured)
	defer f.meter.enter(busy)
	lock.Unlock()
	defer lock.Lock()
	defer in.mu.Unlock()
	for c.full() && !in.closed {
		c.room.Wait()
	}
	return c.add(m)
}

func (c *channel) add(m message) error {
	in := c.inbox
	if in.closed {
		return errClosed
	}
	c.queue = append(c.queue, m)
	c.bytes += m.size
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

// recycle gives the batch of a message that was received back to its sender.
func (c *channel) recycle(m message) {
	if m.size > recycledBytes {
		return
	}
	c.inbox.mu.Lock()
	defer c.inbox.mu.Unlock()
	if len(c.free) < channelCapacity {
		c.free = append(c.free, m.batch)
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
		if in.ticked {
			in.ticked = false
			return nil, message{kind: clockMessage}, nil
		}
		c := in.first()
		if !in.opening {
			c = in.choose()
		}
		if c != nil {
			return c, c.take(), nil
		}
		in.arrived.Wait()
	}
}

// tick makes the receiver look at the clock.
func (in *inbox) tick() {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.ticked = true
	in.arrived.Signal()
}

// take takes the message that waits longest.
func (c *channel) take() message {
	m := c.queue[0]
	left := copy(c.queue, c.queue[1:])
	c.queue[left] = message{}
	c.queue = c.queue[:left]
	c.bytes -= m.size
	switch m.kind {
	case dataMessage:
		c.taken += m.batch.Rows()
	case watermarkMessage:
		c.watermark = m.watermark
	case idleMessage, restMessage, endMessage:
		c.rests = true
	case activeMessage:
		c.rests = false
	}
	c.room.Signal()
	return m
}

// choose returns the channel to take a message from, nil if there is none.
func (in *inbox) choose() *channel {
	var next, behind *channel
	for i := range in.channels {
		c := in.channels[(in.turn+i)%len(in.channels)]
		if c.blocked || len(c.queue) == 0 {
			continue
		}
		if next == nil {
			next = c
		}
		if behind == nil || c.watermark < behind.watermark {
			behind = c
		}
	}
	if next != behind && in.preferred < maxPreferred {
		in.preferred++
		return behind
	}
	in.preferred = 0
	if next != nil {
		in.turn = (next.index + 1) % len(in.channels)
	}
	return next
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
	if in.patience != nil {
		in.patience.Stop()
	}
	in.arrived.Broadcast()
	for _, c := range in.channels {
		c.room.Broadcast()
	}
}
