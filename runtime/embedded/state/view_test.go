package state_test

import (
	"encoding/binary"
	"fmt"
	"maps"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/state"
	"github.com/penstock/penstock/runtime/embedded/state/statetest"
)

// counters is a table with a number for each key and namespace.
type counters struct {
	table  *state.Table
	counts []int64
	// model is what the table holds.
	model map[string]int64
}

func newCounters() *counters {
	return &counters{table: state.NewNamespacedTable(), model: make(map[string]int64)}
}

func (c *counters) slot(n int) (slot int32, name string) {
	key, namespace := fmt.Appendf(nil, "key %d", n/2), int64(n%2)
	slot, isNew := c.table.FindOrInsert(batch.Hash(key), namespace, key)
	for len(c.counts) < c.table.Slots() {
		c.counts = append(c.counts, 0)
	}
	if isNew {
		c.counts[slot] = 0
	}
	return slot, fmt.Sprint(string(key), namespace)
}

func (c *counters) change(n int, by int64) {
	slot, name := c.slot(n)
	c.counts[slot] += by
	c.model[name] = c.counts[slot]
}

func (c *counters) remove(n int) {
	slot, name := c.slot(n)
	c.table.Remove(slot)
	c.counts[slot] = -1
	delete(c.model, name)
}

func (c *counters) barrier(mode state.Mode) *state.Writer {
	mode.Groups = 8
	w := state.NewWriter("op", mode)
	w.Keyed("counts", "BIGINT", c.table, func(dst []byte, slot int32) []byte { return binary.AppendVarint(dst, c.counts[slot]) })
	return w
}

// read is what a checkpoint has, as the model has it.
func read(t require.TestingT, c *statetest.Checkpoint) map[string]int64 {
	out := make(map[string]int64)
	r := c.Restored(batch.GroupRange{First: 0, Last: 7})
	require.NoError(t, r.Keyed("counts", "BIGINT", func(entry []byte) error {
		key, rest, err := state.CutBytes(entry)
		require.NoError(t, err)
		namespace, n := binary.Varint(rest)
		count, m := binary.Varint(rest[n:])
		require.Equal(t, len(rest), n+m)
		out[fmt.Sprint(string(key), namespace)] = count
		return nil
	}))
	return out
}

// TestView_HasWhatTheTableHeldAtTheBarrier changes a table at random, takes checkpoints, savepoints and checkpoints that fail, and
// reads each while the table goes on changing.
func TestView_HasWhatTheTableHeldAtTheBarrier(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := newCounters()
		change := func() {
			for range rapid.IntRange(0, 60).Draw(t, "changes") {
				n := rapid.IntRange(0, 300).Draw(t, "key")
				if rapid.IntRange(0, 3).Draw(t, "what") == 0 {
					c.remove(n)
				} else {
					c.change(n, 1)
				}
			}
			if rapid.IntRange(0, 20).Draw(t, "clear") == 0 {
				c.table.Clear()
				clear(c.model)
			}
		}
		var newest *statetest.Checkpoint
		base := int64(0)
		for id := int64(1); id < 8; id++ {
			change()
			held := maps.Clone(c.model)
			mode := state.Mode{Checkpoint: id, Base: func(string, string, int) int64 { return base }}
			savepoint := rapid.IntRange(0, 3).Draw(t, "savepoint") == 0
			if savepoint {
				mode.Checkpoint = 0
			}
			w := c.barrier(mode)
			v := w.Views()[0]
			require.Equal(t, held, maps.Clone(c.model))
			change()
			if rapid.IntRange(0, 4).Draw(t, "fails") == 0 {
				v.Release()
				continue
			}
			checkpoint := statetest.Take(w, newest)
			require.Equal(t, held, read(t, checkpoint), "delta=%t", v.Delta)
			if !savepoint {
				newest, base = checkpoint, id
			}
		}
	})
}

// TestView_IsReadWhileTheTableChanges has another goroutine read, with the lock of the task and without knowing when it changes.
func TestView_IsReadWhileTheTableChanges(t *testing.T) {
	t.Parallel()
	var lock sync.Mutex
	c := newCounters()
	const keys = 20_000
	for n := range keys {
		c.change(n, int64(n))
	}
	held := maps.Clone(c.model)
	w := c.barrier(state.Mode{Checkpoint: 1, Lock: &lock})
	var reading sync.WaitGroup
	var checkpoint *statetest.Checkpoint
	reading.Go(func() { checkpoint = statetest.TakeLocked(w, nil, &lock) })
	for n := range 2 * keys {
		lock.Lock()
		if n%7 == 0 {
			c.remove(n % keys)
		} else {
			c.change(n*31%keys, 1)
		}
		lock.Unlock()
	}
	reading.Wait()
	require.Equal(t, held, read(t, checkpoint))
}

// TestView_SizeFollowsWhatChanged counts the entries of checkpoints.
func TestView_SizeFollowsWhatChanged(t *testing.T) {
	t.Parallel()
	c := newCounters()
	for n := range 1000 {
		c.change(n, 1)
	}
	mode := state.Mode{Checkpoint: 1, Base: func(string, string, int) int64 { return 1 }}
	require.Equal(t, 1000, entries(c.barrier(mode)))
	c.change(5, 1)
	c.remove(6)
	c.change(2000, 1)
	c.remove(2000)
	require.Equal(t, 2, c.table.Changed())
	mode.Checkpoint = 2
	require.Equal(t, 2, entries(c.barrier(mode)), "one has changed, and one is gone")
}

func entries(w *state.Writer) (n int) {
	for last := false; !last; {
		var blocks []*state.Block
		blocks, last = w.Views()[0].Take(1 << 10)
		for _, b := range blocks {
			n += b.Count
		}
	}
	return n
}

// largeValues is a table of 64 values of a megabyte, and a view of it.
func largeValues(lock sync.Locker) (*state.Table, *state.View) {
	table := state.NewTable()
	value := make([]byte, 1<<20)
	for n := range 64 {
		key := fmt.Appendf(nil, "key %d", n)
		table.FindOrInsert(batch.Hash(key), 0, key)
	}
	w := state.NewWriter("op", state.Mode{Checkpoint: 1, Groups: 8, Lock: lock})
	w.Keyed("large", "BYTES", table, func(dst []byte, _ int32) []byte { return append(dst, value...) })
	return table, w.Views()[0]
}

// changeAll changes all slots as a task does.
func changeAll(table *state.Table, lock sync.Locker) {
	lock.Lock()
	defer lock.Unlock()
	table.All(table.Touch)
}

// TestView_MemoryIsBounded: who changes more than may wait to be written waits itself, and goes on when it was.
func TestView_MemoryIsBounded(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var lock sync.Mutex
		table, v := largeValues(&lock)
		var changing sync.WaitGroup
		changing.Go(func() { changeAll(table, &lock) })
		n := 0
		for last := false; !last; {
			synctest.Wait()
			var blocks []*state.Block
			lock.Lock()
			blocks, last = v.Take(1)
			lock.Unlock()
			size := 0
			for _, b := range blocks {
				n += b.Count
				size += len(b.Data)
			}
			require.LessOrEqual(t, size, 18<<20)
		}
		changing.Wait()
		require.Equal(t, 64, n)
		require.NoError(t, v.Err())
	})
}

// TestView_IsGivenUpWhereNobodyReadsIt: a disk that is stuck does not stop the job.
func TestView_IsGivenUpWhereNobodyReadsIt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var lock sync.Mutex
		table, v := largeValues(&lock)
		start := time.Now()
		changeAll(table, &lock)
		require.Equal(t, 2*time.Second, time.Since(start))
		require.ErrorIs(t, v.Err(), state.ErrNotTaken)
		blocks, last := v.Take(1)
		require.Empty(t, blocks)
		require.True(t, last)
	})
}
