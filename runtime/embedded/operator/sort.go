package operator

import (
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/eventtime"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// sortByTime sends rows in the order of their time, when the watermark passes it. It runs in one subtask; its rows are in
// the key group of the empty key.
type sortByTime struct {
	timed
	node    *plan.Sort
	pending *pendingRows
	encoder rowEncoder
	result  batch.Batch
	// last is the last time whose rows were sent. As in Flink only rows that are not after it are late, however far the
	// watermark has come.
	last int64
}

// lastSentState is the name of the section that holds the last time that was sent.
const lastSentState = "last sent"

// NewSort returns the operator of a Sort node.
func NewSort(node *plan.Sort) Operator {
	return &sortByTime{node: node, pending: newPendingRows(), last: batch.NoWatermark}
}

func (o *sortByTime) signature() string {
	return fmt.Sprintf("sort %v of %v", o.node.OrderBy, o.node.Out.Types())
}

// Open implements Operator.
func (o *sortByTime) Open(c *Context, out Output) error {
	if err := o.open(c, out, o.node, o.send); err != nil {
		return err
	}
	for _, section := range c.Restored.Subtasks(lastSentState) {
		last, _, err := cutVarint(section)
		if err != nil {
			return err
		}
		o.last = max(o.last, last)
	}
	o.keepOnDisk(o.pending.table)
	return o.pending.load(c.Restored, o.signature(), &o.timed)
}

// Process implements Operator.
func (o *sortByTime) Process(_ int, b *batch.Batch) error {
	if o.node.Proctime {
		o.result = *b
		return o.emit.out.Emit(&o.result)
	}
	o.settle()
	times := b.Cols[o.node.OrderBy[0].Column]
	for i := range b.Rows() {
		row := b.Row(i)
		if err := o.meet(b, row); err != nil {
			return err
		}
		if times.IsNull(row) {
			return eventtime.ErrNullRowtime
		}
		if times.I64[row] <= o.last {
			o.late()
			continue
		}
		o.pending.add(emptyHash, nil, times.I64[row], rankedRow{
			key: o.encoder.sortKey(o.node.OrderBy, b.Cols, row), row: o.encoder.encode(b.Cols, row)}, &o.timers)
	}
	return o.emit.flush()
}

// emptyHash is the hash of the key of no columns.
var emptyHash = batch.Hash(nil)

func (o *sortByTime) send(t state.Timer) error {
	o.last = t.Value
	for _, r := range o.pending.take(t) {
		row, err := o.emit.row(batch.Insert)
		if err != nil {
			return err
		}
		if err := r.row.decode(o.emit.b.Cols, row); err != nil {
			return err
		}
	}
	return nil
}

// Snapshot implements Operator.
func (o *sortByTime) Snapshot(w *state.Writer) error {
	o.saveProgress(w)
	w.Subtask(lastSentState, appendVarint(nil, o.last))
	o.pending.snapshot(w, o.signature())
	return nil
}
