package state_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/state"
	"github.com/penstock/penstock/runtime/embedded/state/statetest"
)

// sized is a table whose contents are so many bytes long, and how often those of a length were encoded.
type sized struct {
	*state.Table
	lengths []int
	encoded map[int]int
}

// newSized returns one of which a number of bytes may be in memory.
func newSized(t *testing.T, most int64) *sized {
	t.Helper()
	s := &sized{Table: state.NewTable(), encoded: make(map[int]int)}
	require.NoError(t, state.Restored{Memory: statetest.Memory(most)}.Load("sized", "s", s.Table, state.Content{
		Append: func(dst []byte, slot int32) []byte {
			s.encoded[s.lengths[slot]]++
			return append(dst, make([]byte, s.lengths[slot])...)
		},
		Restore: func(content []byte, slot int32) error {
			s.set(slot, len(content))
			return nil
		},
		Release: func(slot int32) { s.lengths[slot] = 0 },
	}))
	return s
}

func (s *sized) set(slot int32, length int) {
	for len(s.lengths) <= int(slot) {
		s.lengths = append(s.lengths, 0)
	}
	s.lengths[slot] = length
}

// use looks a key up, and gives one that is new a content of a length.
func (s *sized) use(name string, length int) {
	key := []byte(name)
	if slot, isNew := s.FindOrInsert(batch.Hash(key), 0, key); isNew {
		s.set(slot, length)
	}
}

// inMemory are the lengths of the contents that are in memory.
func (s *sized) inMemory() (lengths []int) {
	s.All(func(slot int32) { lengths = append(lengths, s.lengths[slot]) })
	return lengths
}

const (
	// roomForSized is what of such a table may be in memory; large is more than an eighth of it and than a megabyte, as hot is.
	roomForSized = 4 << 20
	large        = 3 << 20
	hot          = 8 << 20
)

// TestSettle_LargeContentThatIsLookedUpInEachBatchStays: to write it and read it again would take more than all else, and so would to encode
// it in order to find out how large it is.
func TestSettle_LargeContentThatIsLookedUpInEachBatchStays(t *testing.T) {
	t.Parallel()
	s := newSized(t, roomForSized)
	const batches = 300
	for range 3 { // what was not looked up since there is a disk is written
		s.use("hot", hot)
		s.Settle()
	}
	clear(s.encoded)
	for n := range batches {
		s.use("hot", hot)
		s.use(fmt.Sprint("small ", n), 1000)
		s.Settle()
		require.Contains(t, s.inMemory(), hot)
	}
	require.Less(t, s.encoded[hot], batches/50)
	require.Greater(t, s.Stored(), batches/2, "small ones make room meanwhile")
}

// TestSettle_LargeContentThatIsNotLookedUpAnyMoreIsWritten, whether others are looked up in each batch or not.
func TestSettle_LargeContentThatIsNotLookedUpAnyMoreIsWritten(t *testing.T) {
	t.Parallel()
	for name, others := range map[string]bool{"alone": false, "beside one that is looked up": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSized(t, roomForSized)
			for n := range 50 {
				if others {
					s.use("hot", hot)
				}
				s.use(fmt.Sprint("large ", n), large)
				s.Settle()
				require.LessOrEqual(t, len(s.inMemory()), 4, "%d", s.inMemory())
			}
			s.use("large 7", 0)
			require.Contains(t, s.inMemory(), large, "it is read again")
		})
	}
}

// TestSettle_SmallContentIsWrittenAlthoughItIsLookedUpInEachBatch: nothing else could make room.
func TestSettle_SmallContentIsWrittenAlthoughItIsLookedUpInEachBatch(t *testing.T) {
	t.Parallel()
	s := newSized(t, roomForSized)
	const small = 100_000
	for range 4 {
		for n := range 100 {
			s.use(fmt.Sprint(n), small)
		}
		s.Settle()
		require.LessOrEqual(t, len(s.inMemory())*small, roomForSized)
	}
}
