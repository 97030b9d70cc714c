package disk_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/state"
)

// pieces is the space that long values lie in.
const pieces = 1<<31 - 1

func long(n int) []byte {
	value := make([]byte, n)
	for i := range value {
		value[i] = byte(rand.Uint32())
	}
	return value
}

// Long values are what they were, snapshots have them as they were, and nothing of one is left when it is gone.
func TestDisk_LongValues(t *testing.T) {
	t.Parallel()
	for _, sealed := range []bool{false, true} {
		t.Run(fmt.Sprint("sealed ", sealed), func(t *testing.T) {
			t.Parallel()
			d, _ := open(t, sealed)
			defer func() { require.NoError(t, d.Close()) }()
			is := func(get func(space uint32, key []byte) ([]byte, bool, error), space uint32, key, want []byte) {
				t.Helper()
				value, ok, err := get(space, key)
				require.NoError(t, err)
				require.Equal(t, want != nil, ok)
				require.True(t, bytes.Equal(want, value))
			}
			ordered := state.OrderedSpaces | 4
			key, early, late := []byte("key"), []byte("\x00\x00\x00\x00\x00\x00\x00\x01\x05early"), []byte("\x00\x00\x00\x00\x00\x00\x00\x02\x05late")
			first, second, third := long(1<<20+17), long(3<<20), long(1<<18+1)
			require.NoError(t, d.Set(3, key, first))
			require.NoError(t, d.Set(ordered, early, second))
			require.NoError(t, d.Set(ordered, late, third))
			is(d.Get, 3, key, first)
			s := d.Snapshot()
			require.NoError(t, d.Set(3, key, third))
			require.NoError(t, d.Clear(ordered, early[:8]))
			is(d.Get, 3, key, third)
			is(d.Get, ordered, early, nil)
			is(d.Get, ordered, late, third)

			is(s.Get, 3, key, first)
			require.NoError(t, s.Scan(ordered, nil, false))
			for _, want := range [][]byte{second, third} {
				_, value, ok, err := s.Next()
				require.NoError(t, err)
				require.True(t, ok)
				require.True(t, bytes.Equal(want, value))
			}
			require.NoError(t, s.Close())

			require.NoError(t, d.Set(3, key, []byte("short")))
			is(d.Get, 3, key, []byte("short"))
			require.NoError(t, d.Delete(ordered, late))
			left := d.Snapshot()
			require.NoError(t, left.Scan(pieces, nil, false))
			_, _, ok, err := left.Next()
			require.NoError(t, err)
			require.False(t, ok, "pieces are left")
			require.NoError(t, left.Close())
		})
	}
}

// Long keys are found, read in their order and told as they were; keys that differ at their end only are different.
func TestDisk_LongKeys(t *testing.T) {
	t.Parallel()
	for _, sealed := range []bool{false, true} {
		t.Run(fmt.Sprint("sealed ", sealed), func(t *testing.T) {
			t.Parallel()
			d, _ := open(t, sealed)
			defer func() { require.NoError(t, d.Close()) }()
			ordered := state.OrderedSpaces | 4
			at := func(time byte, rest []byte) []byte { return append([]byte{0, 0, 0, 0, 0, 0, 0, time, 5}, rest...) }
			want := map[string][]byte{}
			body := long(1 << 20)
			for i, size := range []int{1 << 10, 1<<10 + 1, 1 << 16, 1 << 20} {
				for end := range byte(3) {
					key := append(body[:size-1:size-1], end)
					for _, value := range [][]byte{nil, []byte("short"), long(1<<18 + 1)} {
						require.NoError(t, d.Set(3, key, value))
						got, ok, err := d.Get(3, key)
						require.NoError(t, err)
						require.True(t, ok)
						require.True(t, bytes.Equal(value, got))
					}
					require.NoError(t, d.Set(ordered, at(byte(7-i), key), []byte{end}))
					want[string(at(byte(7-i), key))] = []byte{end}
				}
			}
			require.NoError(t, d.Delete(3, body[:1<<16]))
			_, ok, err := d.Get(3, append(body[:1<<16-1:1<<16-1], 9))
			require.NoError(t, err)
			require.False(t, ok)

			s := d.Snapshot()
			require.NoError(t, s.Scan(ordered, nil, false))
			for before := []byte(nil); len(want) > 0; {
				key, value, ok, err := s.Next()
				require.NoError(t, err)
				require.True(t, ok)
				require.Equal(t, want[string(key)], value)
				require.LessOrEqual(t, bytes.Compare(before, key[:state.OrderSize]), 0)
				before = key[:state.OrderSize]
				delete(want, string(key))
			}
			require.NoError(t, s.Close())
			require.NoError(t, d.Clear(ordered, at(4, nil)[:8]))
			_, ok, err = d.Get(ordered, at(4, append(body[:1<<20-1:1<<20-1], 1)))
			require.NoError(t, err)
			require.False(t, ok)
		})
	}
}
