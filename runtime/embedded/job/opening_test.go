package job

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// rowsMessage is data of some rows.
func rowsMessage(n int) message {
	b := batch.New([]types.Type{{Kind: types.Int}})
	b.Resize(n)
	return message{kind: dataMessage, batch: b}
}

// order receives n messages and tells of which channels they were.
func order(t *testing.T, in *inbox, n int) []int {
	t.Helper()
	var from []int
	for range n {
		c, _, err := in.receive()
		require.NoError(t, err)
		from = append(from, c.index)
	}
	return from
}

func put(t *testing.T, c *channel, all ...message) {
	t.Helper()
	var lock sync.Mutex
	lock.Lock()
	for _, m := range all {
		require.NoError(t, c.send(m, &figures{}, &lock))
	}
}

func opened(channels int) (*inbox, []*channel) {
	in := newInbox()
	var all []*channel
	for range channels {
		all = append(all, in.channel(0))
	}
	in.begin(time.Hour)
	return in, all
}

// What has arrived first does not matter: the rows of the first channel come first, to their end.
func TestOpening_order(t *testing.T) {
	t.Parallel()
	in, c := opened(3)
	c[1].empty = true
	put(t, c[2], rowsMessage(1), rowsMessage(1), message{kind: endMessage})
	received := make(chan []int)
	go func() { received <- order(t, in, 7) }()
	put(t, c[0], rowsMessage(1), message{kind: watermarkMessage, watermark: 7}, rowsMessage(1), message{kind: endMessage})
	require.Equal(t, []int{0, 0, 0, 0, 2, 2, 2}, <-received)
}

// A channel has its turn for so many rows only, and after that the one comes that is behind in event time.
func TestOpening_ends(t *testing.T) {
	t.Parallel()
	in, c := opened(2)
	put(t, c[1], rowsMessage(openingRows), message{kind: watermarkMessage, watermark: 5}, rowsMessage(1))
	put(t, c[0], rowsMessage(openingRows), message{kind: watermarkMessage, watermark: 9}, rowsMessage(1))
	require.Equal(t, []int{0, 1}, order(t, in, 2))
	require.Len(t, order(t, in, 4), 4)
	require.False(t, in.opening)
}

// A sender without room may be the one for which the first channel waits.
func TestOpening_endsWhereThereIsNoRoom(t *testing.T) {
	t.Parallel()
	in, c := opened(2)
	for range openingCapacity {
		put(t, c[1], message{kind: watermarkMessage})
	}
	sent := make(chan struct{})
	go func() {
		put(t, c[1], rowsMessage(1))
		close(sent)
	}()
	for range openingCapacity + 1 {
		require.Equal(t, []int{1}, order(t, in, 1))
	}
	<-sent
}

// While a checkpoint waits for barriers, a channel that has had its turn is received from.
func TestOpening_barriers(t *testing.T) {
	t.Parallel()
	in, c := opened(3)
	put(t, c[0], rowsMessage(openingRows), message{kind: barrierMessage})
	put(t, c[1], rowsMessage(1), message{kind: barrierMessage})
	require.Equal(t, []int{0, 1, 1}, order(t, in, 3))
	in.block(c[1])
	require.Equal(t, []int{0}, order(t, in, 1))
	in.block(c[0])
	put(t, c[2], message{kind: barrierMessage})
	require.Equal(t, []int{2}, order(t, in, 1))
	in.unblock()
	put(t, c[2], rowsMessage(1))
	put(t, c[1], rowsMessage(1))
	require.Equal(t, []int{1}, order(t, in, 1), "the opening goes on")
}
