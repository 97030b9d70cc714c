package state_test

import (
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/state"
	"github.com/penstock/penstock/runtime/embedded/state/statetest"
)

// TestMemory_TellsWhoTakesItWhenItIsFull: more lives in the process than may, whatever is written to disk.
func TestMemory_TellsWhoTakesItWhenItIsFull(t *testing.T) {
	t.Parallel()
	m := state.NewMemory(1<<30, 1, func() (state.Disk, error) { return statetest.Disk{}, nil })
	large := make([]byte, 3<<20)
	c := state.Content{
		Append:  func(dst []byte, _ int32) []byte { return append(dst, large...) },
		Restore: func([]byte, int32) error { return nil },
		Release: func(int32) {},
	}
	table := state.NewTable()
	require.NoError(t, state.Restored{Memory: m, Owner: "GroupAggregate"}.Load("groups", "s", table, c))
	key := []byte("the key")
	settle := func() (err error) {
		defer func() {
			if r := recover(); r != nil {
				err = r.(*state.AccessError)
			}
		}()
		table.FindOrInsert(batch.Hash(key), 0, key)
		runtime.GC()
		table.Settle()
		return nil
	}
	var err error
	for range 1000 {
		if err = settle(); err != nil {
			break
		}
	}
	var full *state.FullError
	require.ErrorAs(t, err, &full)
	require.Equal(t, `GroupAggregate (state "groups")`, full.Owner)
	require.GreaterOrEqual(t, full.Held, int64(len(large)))
	require.GreaterOrEqual(t, full.Key, int64(len(large)))
	require.Regexp(t, `the largest key has 4 MB: .*\d+ MB are held by GroupAggregate \(state "groups"\)$`, err.Error())
	require.ErrorContains(t, err, "memory is full")
	require.ErrorContains(t, err, "taskmanager.memory.process.size")
}
