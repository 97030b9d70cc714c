package operator_test

import (
	"context"
	"io"
	"log/slog"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/operator"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
	"github.com/penstock/penstock/runtime/embedded/state/statetest"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// input is a node that operators of tests read: it only says what its rows look like.
func input(mode plan.ChangelogMode, columns ...plan.Column) plan.Node {
	return &plan.Values{Base: plan.Base{NodeID: "input", Out: plan.Schema{Columns: columns}, Sends: mode}}
}

func column(name string, t types.Type) plan.Column { return plan.Column{Name: name, Type: t} }

// contextOf is the context of subtask 0 of 1, which goes on from a checkpoint or from nothing.
func contextOf(restored ...*statetest.Checkpoint) *operator.Context {
	groups := batch.GroupRange{First: 0, Last: 15}
	var r state.Restored
	for _, c := range restored {
		r = c.Restored(groups)
	}
	return &operator.Context{
		Context: context.Background(), Operator: "op", Parallelism: 1, MaxParallelism: 16,
		Groups: groups, Restored: r, TimeZone: time.UTC,
		Clock: time.Now, Stdout: io.Discard, Stderr: io.Discard, Logger: slog.New(slog.DiscardHandler),
		Figures: &operator.Figures{},
	}
}

// change is a row with its kind.
type change struct {
	kind batch.RowKind
	row  []batch.Datum
}

// recorder keeps what an operator sends. It reads all batches at once and keeps copies, as batches are only lent.
type recorder struct {
	changes    []change
	watermarks []int64
}

func (r *recorder) Emit(b *batch.Batch) error {
	for i := range b.Rows() {
		row := b.Row(i)
		c := change{kind: b.Kind(row)}
		for _, v := range b.Cols {
			c.row = append(c.row, v.Get(row))
		}
		r.changes = append(r.changes, c)
	}
	return nil
}

func (r *recorder) Watermark(millis int64) error {
	r.watermarks = append(r.watermarks, millis)
	return nil
}

// step is a row of an input, with the watermark that holds before it, or only a watermark.
type step struct {
	input     int
	kind      batch.RowKind
	row       []batch.Datum
	watermark int64
	only      bool
}

// feed gives steps to an operator in batches of up to size rows.
func feed(t require.TestingT, o operator.Operator, columns [][]types.Type, steps []step, size int) {
	for next := 0; next < len(steps); {
		if steps[next].only {
			require.NoError(t, o.Watermark(steps[next].watermark))
			next++
			continue
		}
		b := batch.New(columns[steps[next].input])
		end := next
		for end < len(steps) && end-next < size && !steps[end].only && steps[end].input == steps[next].input {
			end++
		}
		b.Resize(end - next)
		b.Kinds, b.Watermarks = make([]batch.RowKind, b.Len), make([]int64, b.Len)
		for i, s := range steps[next:end] {
			b.Kinds[i], b.Watermarks[i] = s.kind, s.watermark
			for c, d := range s.row {
				b.Cols[c].Set(i, d)
			}
		}
		require.NoError(t, o.Process(steps[next].input, b))
		next = end
	}
}

// run runs a new operator over steps and returns what it sends.
func run(t require.TestingT, o operator.Operator, columns [][]types.Type, steps []step, size int) *recorder {
	out := &recorder{}
	require.NoError(t, o.Open(contextOf(), out))
	feed(t, o, columns, steps, size)
	require.NoError(t, o.Close())
	return out
}

// snapshotOf is the state of an operator.
func snapshotOf(t require.TestingT, o operator.Operator) *statetest.Checkpoint {
	return statetest.Take(barrier(t, o, 0, 0), nil)
}

// barrier begins a checkpoint of an operator, on top of another one (0 for none).
func barrier(t require.TestingT, o operator.Operator, id, base int64) *state.Writer {
	w := state.NewWriter("op", state.Mode{Checkpoint: id, Groups: 16, Base: func(string, string, int) int64 { return base }})
	require.NoError(t, o.Snapshot(w))
	return w
}
