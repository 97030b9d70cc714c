package operator_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/state"
	"github.com/penstock/penstock/runtime/embedded/state/statetest"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// TestOperators_ChangeWhileACheckpointIsTaken takes three checkpoints, each of which is read only after the operator has gone on:
// those behind the first have what changed since the one before, and the second is preceded by a savepoint. Each holds what
// another operator holds that has stopped at its barrier, and the operator sends what it would have sent anyway.
func TestOperators_ChangeWhileACheckpointIsTaken(t *testing.T) {
	t.Parallel()
	for _, c := range allCases() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				steps := c.draw(t)
				size := rapid.IntRange(1, 7).Draw(t, "batch")
				want := run(t, c.new(), c.columns(), steps, size)
				out := &recorder{}
				o, stopped := c.new(), c.new()
				require.NoError(t, o.Open(drawSpilled(t, contextOf()), out))
				require.NoError(t, stopped.Open(contextOf(), &recorder{}))
				both := func(steps []step) {
					feed(t, o, c.columns(), steps, size)
					feed(t, stopped, c.columns(), steps, size)
				}
				var older *statetest.Checkpoint
				done := 0
				for id := int64(1); id <= 3; id++ {
					at := rapid.IntRange(done, len(steps)).Draw(t, "at")
					both(steps[done:at])
					held := contents(snapshotOf(t, stopped))
					if id == 2 {
						savepoint := barrier(t, o, 0, 1)
						requireDelta(t, savepoint, true)
						require.Equal(t, held, contents(statetest.Take(savepoint, older)), "savepoint")
					}
					w := barrier(t, o, id, id-1)
					requireDelta(t, w, id > 1)
					done = rapid.IntRange(at, len(steps)).Draw(t, "meanwhile")
					feed(t, o, c.columns(), steps[at:done], size)
					older = statetest.Take(w, older)
					require.Equal(t, held, contents(older), "checkpoint %d", id)
					feed(t, stopped, c.columns(), steps[at:done], size)
				}
				feed(t, o, c.columns(), steps[done:], size)
				require.Equal(t, texts(want.changes), texts(out.changes))
			})
		})
	}
}

// TestOperators_ChangesArePutOnTheNewestCheckpointOnly: after one that has failed all is written.
func TestOperators_ChangesArePutOnTheNewestCheckpointOnly(t *testing.T) {
	t.Parallel()
	c := groupCase(false)
	o := c.new()
	require.NoError(t, o.Open(contextOf(), &recorder{}))
	requireDelta(t, barrier(t, o, 1, 0), false)
	requireDelta(t, barrier(t, o, 2, 1), true)
	requireDelta(t, barrier(t, o, 3, 1), false)
	requireDelta(t, barrier(t, o, 4, 3), true)
}

func requireDelta(t require.TestingT, w *state.Writer, delta bool) {
	for _, v := range w.Views() {
		require.Equal(t, delta, v.Delta, v.Name)
	}
}

// contents are the entries of a checkpoint, each with its bytes sorted: some aggregates write what they hold in any order.
func contents(c *statetest.Checkpoint) []string {
	entries := c.Entries()
	for i, e := range entries {
		p := []byte(e)
		slices.Sort(p)
		entries[i] = string(p)
	}
	slices.Sort(entries)
	return entries
}

// TestWindowAggregate_AttachedWindowsAreInTheGroupOfTheirKey: rows come by their key alone, to the subtask that owns its group.
func TestWindowAggregate_AttachedWindowsAreInTheGroupOfTheirKey(t *testing.T) {
	t.Parallel()
	all := allCases()
	c := all[slices.IndexFunc(all, func(c operatorCase) bool { return c.name == "attached aggregate" })]
	var steps []step
	for i := range int64(20) {
		window := func(at int64) batch.Datum { return batch.Instant{Millis: 10 * at} }
		steps = append(steps, step{row: []batch.Datum{int64(7), i, window(i), window(i), window(i + 1)}, watermark: batch.NoWatermark})
	}
	o := c.new()
	require.NoError(t, o.Open(contextOf(), &recorder{}))
	feed(t, o, c.columns(), steps, 5)
	key := batch.NewVector(types.Of(types.Int), 1)
	key.Set(0, int64(7))
	group := batch.KeyGroup(batch.Hash(batch.AppendKey(nil, key, 0)), 16)
	taken := snapshotOf(t, o)
	require.Equal(t, []int{group}, taken.Groups("slices"))
	restored := c.new()
	require.NoError(t, restored.Open(contextOf(taken), &recorder{}))
	require.Equal(t, taken.Entries(), snapshotOf(t, restored).Entries())
	require.Equal(t, []int{group}, snapshotOf(t, restored).Groups("slices"))
}
