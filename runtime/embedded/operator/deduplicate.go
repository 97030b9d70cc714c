package operator

import (
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/eventtime"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// deduplicate keeps the first or last row of each key.
type deduplicate struct {
	node   *plan.Deduplicate
	before bool
	table  *state.Table
	rows   state.Rows
	kept   []*batch.Vector
	expiry expiry

	keys batch.Keys
	row  []byte
	emit *emitter
	// from are rows of the batch in, and to those of the emitter that they are copied to, column by column when it sends.
	in       []*batch.Vector
	from, to []int32
}

// NewDeduplicate returns the operator of a Deduplicate node.
func NewDeduplicate(node *plan.Deduplicate) Operator {
	return &deduplicate{node: node, before: node.Sends == plan.Retract, table: state.NewTable()}
}

func (o *deduplicate) signature() string {
	return fmt.Sprintf("deduplicate by %v of %v", o.node.PartitionBy, o.node.Out.Types())
}

// Open implements Operator.
func (o *deduplicate) Open(c *Context, out Output) error {
	columns := o.node.Out.Types()
	o.emit = newEmitter(out, columns, o.node.Sends != plan.InsertOnly)
	o.emit.complete = o.copyRows
	o.kept = vectorsOf(columns, 1)
	o.expiry.open(o.node.StateTTL, c.Clock)
	content := state.Content{Append: o.append, Restore: o.restore, Release: o.rows.Clear}
	return c.Restored.Load(rankState, o.signature(), o.table, o.expiry.expiring(content))
}

func (o *deduplicate) append(dst []byte, slot int32) []byte {
	return append(o.expiry.append(dst, slot), o.rows.Get(slot)...)
}

func (o *deduplicate) restore(content []byte, slot int32) error {
	row, err := o.expiry.restore(content, slot)
	if err == nil {
		o.rows.Set(slot, row)
	}
	return err
}

func vectorsOf(columns []types.Type, n int) []*batch.Vector {
	out := make([]*batch.Vector, len(columns))
	for i, t := range columns {
		out[i] = batch.NewVector(t, n)
	}
	return out
}

// Process implements Operator.
func (o *deduplicate) Process(_ int, b *batch.Batch) error {
	o.keys.Encode(b, o.node.PartitionBy)
	o.expiry.begin(b.Rows(), o.table, o.forget)
	times := b.Cols[o.node.Time]
	o.in = b.Cols
	for i := range b.Rows() {
		row := b.Row(i)
		if !o.node.Proctime && times.IsNull(row) {
			return eventtime.ErrNullRowtime
		}
		o.emit.at(b, row)
		slot, isNew := o.slot(o.keys.Hash(i), o.keys.Key(i))
		if o.expiry.use(slot, isNew) || isNew {
			o.keep(slot, b, row)
			if err := o.send(batch.Insert, row); err != nil {
				return err
			}
			continue
		}
		if o.node.Proctime && !o.node.KeepLast {
			continue
		}
		if err := o.replace(slot, b, row); err != nil {
			return err
		}
	}
	return o.emit.flush()
}

// slot returns the slot of a key. Most rows change nothing, which a checkpoint then need not write.
func (o *deduplicate) slot(hash uint64, key []byte) (slot int32, isNew bool) {
	if slot = o.table.Find(hash, 0, key); slot == state.NoSlot {
		return o.table.FindOrInsert(hash, 0, key)
	}
	if o.expiry.ttl > 0 {
		o.table.Touch(slot)
	}
	return slot, false
}

func (o *deduplicate) forget(slot int32) {
	o.table.Remove(slot)
	o.rows.Clear(slot)
}

// replace puts a row in the place of the one that is kept, if it is to be.
func (o *deduplicate) replace(slot int32, b *batch.Batch, row int) error {
	old, columns, at := o.rows.Get(slot), o.kept, 0
	if o.before {
		var err error
		if at, err = o.emit.row(batch.UpdateBefore); err != nil {
			return err
		}
		columns = o.emit.b.Cols
	}
	if _, err := batch.DecodeRow(old, columns, at); err != nil {
		return err
	}
	changed := o.node.Proctime || o.replaces(b.Cols[o.node.Time], row, columns[o.node.Time], at)
	if changed {
		o.keep(slot, b, row)
		changed = !o.node.Proctime || o.node.StateTTL > 0 || string(old) != string(o.rows.Get(slot))
	}
	switch {
	case changed && o.node.Sends != plan.InsertOnly:
		return o.send(batch.UpdateAfter, row)
	case o.before:
		o.emit.drop()
	}
	return nil
}

// replaces compares the time of a row with that of the one that is kept.
func (o *deduplicate) replaces(times *batch.Vector, row int, kept *batch.Vector, at int) bool {
	later := times.I64[row] - kept.I64[at]
	if later == 0 {
		later = int64(times.NanosAt(row)) - int64(kept.NanosAt(at))
	}
	if o.node.KeepLast {
		return later >= 0
	}
	return later < 0
}

func (o *deduplicate) keep(slot int32, b *batch.Batch, row int) {
	o.table.Touch(slot)
	o.row = batch.AppendRow(o.row[:0], b.Cols, row)
	o.rows.Set(slot, o.row)
}

// send sends a row of the batch.
func (o *deduplicate) send(kind batch.RowKind, row int) error {
	to, err := o.emit.row(kind)
	if err != nil {
		return err
	}
	o.from, o.to = append(o.from, int32(row)), append(o.to, int32(to))
	return nil
}

func (o *deduplicate) copyRows(b *batch.Batch) error {
	for c, v := range b.Cols {
		v.ScatterRows(o.to, o.in[c], o.from)
	}
	o.from, o.to = o.from[:0], o.to[:0]
	return nil
}

// Watermark implements Operator.
func (o *deduplicate) Watermark(millis int64) error { return o.emit.tell(millis) }

// Snapshot implements Operator.
func (o *deduplicate) Snapshot(w *state.Writer) error {
	w.Keyed(rankState, o.signature(), o.table, o.append)
	return nil
}

// Close implements Operator.
func (o *deduplicate) Close() error { return nil }
