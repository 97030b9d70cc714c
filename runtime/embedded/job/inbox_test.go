package job

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestChannel_full: a few large messages take the room of many small ones, and one has room whatever its size.
func TestChannel_full(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		opening bool
		size    int
		// messages is how many have room.
		messages int
	}{
		"small":             {size: 1000, messages: channelCapacity},
		"large":             {size: channelBytes / 4, messages: 4},
		"larger than all":   {size: 10 * channelBytes, messages: 1},
		"opening":           {opening: true, size: 1000, messages: openingCapacity},
		"opening and large": {opening: true, size: openingBytes / 16, messages: 16},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in, all := opened(2)
			if !c.opening {
				in.open()
			}
			m := rowsMessage(1)
			m.size = c.size
			for range 2 {
				for n := range c.messages {
					require.False(t, all[0].full(), n)
					put(t, all[0], m)
				}
				require.True(t, all[0].full())
				require.False(t, all[1].full())
				for range c.messages {
					all[0].take()
				}
			}
		})
	}
}

// TestInbox_fair: senders that always have something get their turn, also beside one that is behind in event time and goes first.
func TestInbox_fair(t *testing.T) {
	t.Parallel()
	const senders = 3
	for name, c := range map[string]struct {
		// behind is by how much event time the first sender is behind the others.
		behind int64
		// wait is how many messages of others are taken at most while one waits.
		wait int
	}{
		"equals":         {0, senders - 1},
		"one far behind": {1 << 40, senders*(maxPreferred+1) - 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in, all := opened(senders)
			in.open()
			for _, sender := range all {
				sender.watermark = 0
			}
			all[0].watermark = -c.behind
			waited, taken := make([]int, senders), make([]int, senders)
			for range 1000 {
				for _, sender := range all {
					if len(sender.queue) == 0 {
						put(t, sender, rowsMessage(1))
					}
				}
				from, _, err := in.receive()
				require.NoError(t, err)
				taken[from.index]++
				for i := range waited {
					waited[i]++
					require.LessOrEqual(t, waited[i], c.wait+1, "sender %d", i)
				}
				waited[from.index] = 0
			}
			if c.behind > 0 {
				require.Greater(t, taken[0], taken[1]+taken[2])
			}
		})
	}
}
