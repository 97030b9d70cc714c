package state_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/state"
	"github.com/penstock/penstock/runtime/embedded/state/statetest"
)

// written has n entries in the keyed state "s", one in "one", and a section of the subtask.
func written(n, groups int) *statetest.Checkpoint {
	w := state.NewWriter("op", state.Mode{Groups: groups})
	table := state.NewTable()
	for i := range n {
		key := fmt.Appendf(nil, "key %d", i)
		table.FindOrInsert(batch.Hash(key), 0, key)
	}
	w.Keyed("s", "INT -> STRING", table, func(dst []byte, slot int32) []byte { return append(dst, table.Key(slot)...) })
	w.Entry("one", "INT", batch.Hash(nil), []byte("entry"))
	w.Subtask("whole", []byte("mine"))
	return statetest.Take(w, nil)
}

func TestWriter_KeyedStateIsFoundByGroupAtAnyParallelism(t *testing.T) {
	t.Parallel()
	const n, groups = 500, 16
	checkpoint := written(n, groups)
	for parallelism := 1; parallelism <= groups; parallelism++ {
		seen, ones := map[string]int{}, 0
		for subtask := range parallelism {
			mine := checkpoint.Restored(batch.GroupRangeOf(groups, parallelism, subtask))
			require.NoError(t, mine.Keyed("s", "INT -> STRING", func(entry []byte) error {
				key, value, err := state.CutBytes(entry)
				require.NoError(t, err)
				require.Equal(t, key, value)
				require.Equal(t, subtask, batch.SubtaskOf(batch.KeyGroup(batch.Hash(key), groups), groups, parallelism))
				seen[string(key)]++
				return nil
			}))
			require.NoError(t, mine.Keyed("one", "INT", func(entry []byte) error {
				ones++
				require.Equal(t, "entry", string(entry))
				return nil
			}))
			require.Equal(t, [][]byte{[]byte("mine")}, mine.Subtasks("whole"))
		}
		require.Len(t, seen, n)
		require.Equal(t, 1, ones)
		for entry, times := range seen {
			require.Equal(t, 1, times, entry)
		}
	}
}

func TestRestored_StateOfOtherTypesIsRefused(t *testing.T) {
	t.Parallel()
	r := written(3, 4).Restored(batch.GroupRange{First: 0, Last: 3})
	err := r.Keyed("s", "BIGINT -> STRING", func([]byte) error { return nil })
	require.ErrorIs(t, err, state.ErrSignature)
	require.ErrorContains(t, err, "INT -> STRING")
	require.ErrorIs(t, r.Keyed("one", "BIGINT", func([]byte) error { return nil }), state.ErrSignature)
	require.NoError(t, r.Keyed("other", "whatever", func([]byte) error { return errors.New("there is none") }))
}

func FuzzRestored(f *testing.F) {
	f.Add(state.AppendBytes(append(state.AppendBytes(nil, []byte("INT -> STRING")), 1), []byte("entry")))
	f.Fuzz(func(t *testing.T, data []byte) {
		r := state.Restored{Sections: []state.Section{{Name: "s", Data: data}}}
		if err := r.Keyed("s", "INT -> STRING", func([]byte) error { return nil }); err != nil {
			require.ErrorContains(t, err, "key group 0")
		}
	})
}

func FuzzBlock(f *testing.F) {
	f.Add(state.AppendBytes([]byte{1}, []byte("entry")), 1, false)
	f.Add(state.AppendBytes(nil, []byte("entry")), 1, true)
	f.Fuzz(func(_ *testing.T, data []byte, count int, removed bool) {
		b := state.Block{Data: data, Count: count, Removed: removed}
		_ = b.Entries(func(entry []byte, identity int) error {
			_ = entry[:identity]
			return nil
		})
	})
}
