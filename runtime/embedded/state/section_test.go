package state_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// written has n entries in the keyed state "s".
func written(n, groups int) []state.Section {
	w := state.NewWriter("op", groups)
	slots := make([]int32, n)
	for i := range slots {
		slots[i] = int32(i)
	}
	key := func(slot int32) []byte { return fmt.Appendf(nil, "key %d", slot) }
	w.Keyed("s", "INT -> STRING", slots, func(slot int32) uint64 { return batch.Hash(key(slot)) },
		func(dst []byte, slot int32) []byte { return append(dst, key(slot)...) })
	w.Subtask("whole", []byte("mine"))
	return w.Sections()
}

func TestWriter_KeyedStateIsFoundByGroupAtAnyParallelism(t *testing.T) {
	t.Parallel()
	const n, groups = 500, 16
	sections := written(n, groups)
	for parallelism := 1; parallelism <= groups; parallelism++ {
		seen := map[string]int{}
		for subtask := range parallelism {
			owned := batch.GroupRangeOf(groups, parallelism, subtask)
			var mine state.Restored
			for _, s := range sections {
				if s.Group == state.NoGroup || owned.Contains(s.Group) {
					mine.Sections = append(mine.Sections, s)
				}
			}
			require.NoError(t, mine.Keyed("s", "INT -> STRING", func(entry []byte) error {
				require.Equal(t, subtask, batch.SubtaskOf(batch.KeyGroup(batch.Hash(entry), groups), groups, parallelism))
				seen[string(entry)]++
				return nil
			}))
			require.Equal(t, [][]byte{[]byte("mine")}, mine.Subtasks("whole"))
		}
		require.Len(t, seen, n)
		for entry, times := range seen {
			require.Equal(t, 1, times, entry)
		}
	}
}

func TestRestored_StateOfOtherTypesIsRefused(t *testing.T) {
	t.Parallel()
	r := state.Restored{Sections: written(3, 4)}
	err := r.Keyed("s", "BIGINT -> STRING", func([]byte) error { return nil })
	require.ErrorIs(t, err, state.ErrSignature)
	require.ErrorContains(t, err, "INT -> STRING")
	require.NoError(t, r.Keyed("other", "whatever", func([]byte) error { return errors.New("there is none") }))
}

func FuzzRestored(f *testing.F) {
	f.Add(written(3, 1)[0].Data)
	f.Fuzz(func(t *testing.T, data []byte) {
		r := state.Restored{Sections: []state.Section{{Name: "s", Data: data}}}
		if err := r.Keyed("s", "INT -> STRING", func([]byte) error { return nil }); err != nil {
			require.ErrorContains(t, err, "key group 0")
		}
	})
}
