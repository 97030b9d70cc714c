package operator_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

// texts are changes as sorted text, to compare them in no order.
func texts(changes []change) []string {
	out := make([]string, len(changes))
	for i, c := range changes {
		out[i] = fmt.Sprint(c.kind, c.row)
	}
	slices.Sort(out)
	return out
}

// TestOperators_TheSizeOfBatchesDoesNotMatter: the very changes are the same in their order.
func TestOperators_TheSizeOfBatchesDoesNotMatter(t *testing.T) {
	t.Parallel()
	for _, c := range allCases() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				steps := c.draw(t)
				want := run(t, c.new(), c.columns(), steps, 1)
				for _, size := range []int{3, 1024} {
					got := run(t, c.new(), c.columns(), steps, size)
					require.Equal(t, want.changes, got.changes, "batches of %d", size)
					require.Equal(t, want.watermarks, got.watermarks)
				}
			})
		})
	}
}

// TestOperators_GoOnFromASnapshot: an operator that goes on from the state of another does what that would have done.
func TestOperators_GoOnFromASnapshot(t *testing.T) {
	t.Parallel()
	for _, c := range allCases() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				steps := c.draw(t)
				want := run(t, c.new(), c.columns(), steps, 7)
				at := rapid.IntRange(0, len(steps)-1).Draw(t, "at")
				first, out := c.new(), &recorder{}
				require.NoError(t, first.Open(drawSpilled(t, contextOf()), out))
				feed(t, first, c.columns(), steps[:at], 7)
				second := c.new()
				require.NoError(t, second.Open(drawSpilled(t, contextOf(snapshotOf(t, first))), out))
				feed(t, second, c.columns(), steps[at:], 7)
				require.Equal(t, texts(want.changes), texts(out.changes))
			})
		})
	}
}

// TestOperators_TakeBackOnlyWhatTheyGave: the changes of an operator make sense one after the other.
func TestOperators_TakeBackOnlyWhatTheyGave(t *testing.T) {
	t.Parallel()
	for _, c := range allCases() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				materialise(t, run(t, c.new(), c.columns(), c.draw(t), 5).changes)
			})
		})
	}
}

// materialise applies changes and returns how often each row is there.
func materialise(t require.TestingT, changes []change) map[string]int {
	rows := map[string]int{}
	for _, c := range changes {
		key := fmt.Sprint(c.row)
		if c.kind.IsAdd() {
			rows[key]++
			continue
		}
		require.Positive(t, rows[key], "%s of %s, which is not there", c.kind, key)
		if rows[key]--; rows[key] == 0 {
			delete(rows, key)
		}
	}
	return rows
}

// leftOver are the rows of an input when all its changes are applied.
func leftOver(steps []step, input int) (rows [][]batch.Datum) {
	for _, s := range steps {
		switch {
		case s.only || s.input != input:
		case s.kind.IsAdd():
			rows = append(rows, s.row)
		default:
			i := slices.IndexFunc(rows, func(r []batch.Datum) bool { return fmt.Sprint(r) == fmt.Sprint(s.row) })
			rows = slices.Delete(slices.Clone(rows), i, i+1)
		}
	}
	return rows
}
