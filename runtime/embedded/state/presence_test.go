package state

import (
	"encoding/binary"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestPresence_NeverForgetsWhatIsThere adds and removes at random, and wants each entry that is left to be found, and few others.
func TestPresence_NeverForgetsWhatIsThere(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p, there := newPresence(leastPresence), make(map[uint64]int)
		// Few parts, so that tags meet.
		hash := rapid.Custom(func(t *rapid.T) uint64 {
			return rapid.Uint64Range(0, 3).Draw(t, "part")<<56 | rapid.Uint64Range(0, 300).Draw(t, "tag")
		})
		for range rapid.IntRange(1, 2000).Draw(t, "steps") {
			h := hash.Draw(t, "hash")
			if there[h] > 0 && rapid.Bool().Draw(t, "remove") {
				p.remove(h)
				there[h]--
				continue
			}
			require.True(t, p.add(h))
			there[h]++
		}
		count := 0
		for h, n := range there {
			count += n
			// 0 is no tag: it stands for 1.
			if n > 0 {
				require.True(t, p.may(h), "%x", h)
			} else if low := uint16(h); low > 1 {
				require.False(t, p.may(h), "%x", h)
			}
		}
		for _, part := range p.parts {
			count -= part.count
		}
		require.Zero(t, count)
	})
}

func TestPresence_IsRightAboutMostKeysAndSmall(t *testing.T) {
	t.Parallel()
	const keys = 1 << 20
	p := newPresence(perTag * keys)
	key := func(n int) []byte { return binary.AppendVarint(nil, int64(n)) }
	for n := range keys {
		p.add(presenceOf(0, key(n)))
	}
	require.Less(t, p.size, 2*perTag*keys)
	wrong := 0
	for n := range keys {
		if !p.may(presenceOf(0, key(n))) {
			t.Fatalf("key %d is not there", n)
		}
		if p.may(presenceOf(0, key(keys+n))) {
			wrong++
		}
	}
	require.Less(t, wrong, keys/50)
	require.Less(t, func() (wrong int) {
		for n := range keys {
			if p.may(presenceOf(1, key(n))) {
				wrong++
			}
		}
		return wrong
	}(), keys/50, "another namespace")
}

func TestPresence_IsGivenUpWhereItWouldBeLarge(t *testing.T) {
	t.Parallel()
	s := &spill{memory: &Memory{}}
	for n := 0; s.presence != nil || n == 0; n++ {
		require.Less(t, n, leastPresence)
		s.stores(0, binary.AppendVarint(nil, int64(n)))
	}
	require.True(t, s.mayStore(0, []byte("anything")))
	for s.stored > 0 {
		s.forgets(0, nil)
	}
	require.False(t, s.mayStore(0, []byte("anything")))
}
