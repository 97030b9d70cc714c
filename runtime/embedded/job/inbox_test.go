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
