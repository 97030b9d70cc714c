package operator

import (
	"encoding/binary"
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// groupAggregate sends, for each row, what it changes in the result of its group, as Flink does without mini-batches: +I for
// a new group, -U and +U if the result has changed, -D when the last row of a group is taken back.
//
// A batch is handled column by column: first the slot of each row's group, then, for each aggregate, its result before and
// after each row. Results lie in pairs, the one before row i in row 2i and the one after it in row 2i+1, so that what is
// sent is a selection of them.
type groupAggregate struct {
	node    *plan.GroupAggregate
	columns []types.Type
	// retract says that the input may take rows back, before that -U is wanted downstream.
	retract, before bool

	out   Output
	table *state.Table
	aggs  *aggregates
	// counts are the rows of each group, for an input that takes rows back.
	counts []int64
	expiry expiry

	keys        batch.Keys
	rows, slots []int32
	fresh, gone []bool
	pairs       *batch.Batch
	// most is how many rows are handled at once; 0 for all of a batch.
	most int
	sel  []int32
	// from are the rows that what is sent is about.
	from       []int32
	kinds      []batch.RowKind
	watermarks []int64
}

// NewGroupAggregate returns the operator of a GroupAggregate node.
func NewGroupAggregate(node *plan.GroupAggregate) Operator {
	input := node.In[0]
	return &groupAggregate{
		node: node, columns: input.Schema().Types(), retract: input.Mode() != plan.InsertOnly,
		before: node.Sends == plan.Retract, table: state.NewTable(),
	}
}

// groupState is the name of the keyed state of groups.
const groupState = "groups"

// Open implements Operator.
func (o *groupAggregate) Open(c *Context, out Output) (err error) {
	o.out = out
	if o.aggs, err = newAggregates(o.node.Aggs, o.columns, o.retract); err != nil {
		return err
	}
	o.pairs = batch.New(o.node.Out.Types())
	if o.aggs.growing() {
		o.most = firstPiece
	}
	o.expiry.open(o.node.StateTTL, c.Clock)
	content := state.Content{Append: o.append, Restore: o.restore, Release: o.aggs.reset, Size: o.aggs.size()}
	return c.Restored.Load(groupState, o.signature(), o.table, o.expiry.expiring(content))
}

func (o *groupAggregate) signature() string {
	return o.aggs.signature(o.columns, o.node.Keys, o.retract)
}

func (o *groupAggregate) restore(content []byte, slot int32) error {
	o.grow()
	content, err := o.expiry.restore(content, slot)
	if err != nil {
		return err
	}
	count, n := binary.Varint(content)
	if n <= 0 {
		return fmt.Errorf("damaged group")
	}
	o.counts[slot] = count
	_, err = o.aggs.restore(content[n:], slot)
	return err
}

func (o *groupAggregate) grow() {
	o.aggs.grow(o.table.Slots())
	for len(o.counts) < o.table.Slots() {
		o.counts = append(o.counts, 0)
	}
}

// Process implements Operator.
func (o *groupAggregate) Process(_ int, b *batch.Batch) error {
	o.expiry.begin(b.Rows(), o.table, o.forget)
	for start, n := 0, b.Rows(); start < n; {
		end, err := o.assign(b, start)
		if err != nil {
			return err
		}
		if err := o.update(b); err != nil {
			return err
		}
		start = end
	}
	return nil
}

// assign finds the groups of rows from start on. It ends early after a row that takes back the last of its group, as the
// slot may then belong to another group.
func (o *groupAggregate) assign(b *batch.Batch, start int) (end int, err error) {
	if start == 0 {
		o.keys.Encode(b, o.node.Keys)
	}
	o.rows, o.slots, o.fresh, o.gone = o.rows[:0], o.slots[:0], o.fresh[:0], o.gone[:0]
	n := b.Rows()
	if o.most > 0 {
		n = min(n, start+o.most)
	}
	for i := start; i < n; i++ {
		row := b.Row(i)
		add := b.Kind(row).IsAdd()
		if !add {
			slot := o.table.Find(o.keys.Hash(i), 0, o.keys.Key(i))
			if slot == state.NoSlot || o.expiry.expired(slot) {
				// Nothing of the group is there to take back.
				continue
			}
			o.table.Touch(slot)
			o.expiry.use(slot, false)
			o.counts[slot]--
			gone := o.counts[slot] == 0
			o.push(row, slot, false, gone)
			if gone {
				return i + 1, nil
			}
			continue
		}
		slot, isNew := o.table.FindOrInsert(o.keys.Hash(i), 0, o.keys.Key(i))
		if o.expiry.use(slot, isNew) || isNew {
			isNew = true
			o.grow()
			o.counts[slot] = 0
			o.aggs.reset(slot)
		}
		o.counts[slot]++
		o.push(row, slot, isNew, false)
	}
	return n, nil
}

func (o *groupAggregate) push(row int, slot int32, fresh, gone bool) {
	o.rows, o.slots = append(o.rows, int32(row)), append(o.slots, slot)
	o.fresh, o.gone = append(o.fresh, fresh), append(o.gone, gone)
}

// update folds the assigned rows in and sends the changes.
func (o *groupAggregate) update(b *batch.Batch) error {
	if len(o.rows) == 0 {
		return nil
	}
	o.pairs.Resize(2 * len(o.rows))
	keys := len(o.node.Keys)
	for i, acc := range o.aggs.accs {
		if err := acc.AddEmitting(o.aggs.input(i, b, o.rows, o.slots), o.pairs.Cols[keys+i]); err != nil {
			return err
		}
	}
	o.choose(b)
	o.from = o.from[:0]
	for _, r := range o.sel {
		o.from = append(o.from, o.rows[r/2])
	}
	for c, column := range o.node.Keys {
		o.pairs.Cols[c].ScatterRows(o.sel, b.Cols[column], o.from)
	}
	for i, gone := range o.gone {
		if gone {
			o.forget(o.slots[i])
		}
	}
	if o.most > 0 {
		o.most = nextPiece(o.most, len(o.rows), o.pairs.Size())
	}
	if len(o.sel) == 0 {
		return nil
	}
	o.pairs.Sel, o.pairs.Kinds = o.sel, o.kinds
	if b.Watermarks != nil {
		o.pairs.Watermarks = o.watermarks
	}
	return o.out.Emit(o.pairs)
}

func (o *groupAggregate) forget(slot int32) {
	o.table.Remove(slot)
	o.aggs.reset(slot)
}

// choose selects what is sent of the pairs, and as which kind of change.
func (o *groupAggregate) choose(b *batch.Batch) {
	n := 2 * len(o.rows)
	o.sel = o.sel[:0]
	o.kinds, o.watermarks = resized(o.kinds, n), resized(o.watermarks, n)
	for i := range o.rows {
		before, after := int32(2*i), int32(2*i+1)
		if b.Watermarks != nil {
			o.watermarks[before] = b.Watermarks[o.rows[i]]
			o.watermarks[after] = o.watermarks[before]
		}
		switch {
		case o.gone[i]:
			o.kinds[before] = batch.Delete
			o.sel = append(o.sel, before)
		case o.fresh[i]:
			o.kinds[after] = batch.Insert
			o.sel = append(o.sel, after)
		case o.node.StateTTL > 0 || o.changed(int(before), int(after)) || o.aggs.counted(b, int(o.rows[i])):
			// Where state expires, an update is sent even if nothing has changed: downstream it may have expired.
			if o.before {
				o.kinds[before] = batch.UpdateBefore
				o.sel = append(o.sel, before)
			}
			o.kinds[after] = batch.UpdateAfter
			o.sel = append(o.sel, after)
		}
	}
}

func (o *groupAggregate) changed(before, after int) bool {
	for _, v := range o.pairs.Cols[len(o.node.Keys):] {
		if !v.EqualRows(before, after) {
			return true
		}
	}
	return false
}

func resized[T any](s []T, n int) []T {
	if cap(s) >= n {
		return s[:n]
	}
	return make([]T, n, max(n, 2*cap(s)))
}

// Watermark implements Operator.
func (o *groupAggregate) Watermark(millis int64) error { return o.out.Watermark(millis) }

// Snapshot implements Operator.
func (o *groupAggregate) Snapshot(w *state.Writer) error {
	w.Keyed(groupState, o.signature(), o.table, o.append)
	return nil
}

func (o *groupAggregate) append(dst []byte, slot int32) []byte {
	return o.aggs.append(binary.AppendVarint(o.expiry.append(dst, slot), o.counts[slot]), slot)
}

// Close implements Operator.
func (o *groupAggregate) Close() error { return nil }
