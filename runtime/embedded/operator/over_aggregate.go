package operator

import (
	"encoding/binary"
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/eventtime"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// overAggregate adds aggregates over the rows before to each row. Rows wait until the watermark passes their time. Those of
// a frame with a beginning are kept, and taken back from the aggregates when they leave it.
type overAggregate struct {
	timed
	node    *plan.OverAggregate
	columns []types.Type
	now     func() int64

	pending *pendingRows
	state   *keyed[overFrame]
	aggs    *aggregates
	encoder rowEncoder
	keys    batch.Keys
	// in are the rows of one time, leaving those that leave the frame.
	in, leaving *batch.Batch
	rows, slots []int32
}

// overFrame is what is kept of a partition besides its aggregates.
type overFrame struct {
	// last is the last time that was given out, set whether there was one.
	last int64
	set  bool
	// forgotten is when the partition is forgotten, unless rows come that move it on; 0 if it is not to be.
	forgotten int64
	// rows are those of the frame, from older to newer.
	rows []frameRow
}

type frameRow struct {
	time int64
	row  encodedRow
}

// NewOverAggregate returns the operator of an OverAggregate node.
func NewOverAggregate(node *plan.OverAggregate) Operator {
	return &overAggregate{
		node: node, columns: node.In[0].Schema().Types(), pending: newPendingRows(), state: newKeyed[overFrame](),
	}
}

func (o *overAggregate) bounded() bool { return o.node.Preceding >= 0 }

func (o *overAggregate) signature() string {
	return fmt.Sprintf("over %d rows=%t %s", o.node.Preceding, o.node.Rows,
		o.aggs.signature(o.columns, o.node.PartitionBy, o.bounded()))
}

// overState is the name of the keyed state of partitions.
const overState = "partitions"

// Open implements Operator.
func (o *overAggregate) Open(c *Context, out Output) (err error) {
	if err := o.open(c, out, o.node, o.give); err != nil {
		return err
	}
	o.now = func() int64 { return c.Clock().UnixMilli() }
	o.in, o.leaving = batch.New(o.columns), batch.New(o.columns)
	if o.aggs, err = newAggregates(o.node.Aggs, o.columns, o.bounded()); err != nil {
		return err
	}
	o.keepOnDisk(o.pending.table, o.state.table)
	if err := o.pending.load(c.Restored, o.signature(), &o.timed); err != nil {
		return err
	}
	aggsSize := o.aggs.size()
	o.state.size = func(f *overFrame, slot int32) int {
		n := rowOverhead
		for _, r := range f.rows {
			n += 2*rowOverhead + len(r.row)
		}
		if aggsSize != nil {
			n += aggsSize(slot)
		}
		return n
	}
	return o.state.restore(c.Restored, overState, o.signature(), content[overFrame]{
		encode: func(dst []byte, f *overFrame, slot int32) []byte { return f.append(o.aggs.append(dst, slot)) },
		decode: func(src []byte, f *overFrame, slot int32) error {
			o.aggs.grow(o.state.table.Slots())
			o.aggs.reset(slot)
			rest, err := o.aggs.restore(src, slot)
			if err != nil {
				return err
			}
			return f.decode(rest)
		},
		release: o.aggs.reset,
	})
}

// Process implements Operator.
func (o *overAggregate) Process(_ int, b *batch.Batch) error {
	o.settle()
	o.keys.Encode(b, o.node.PartitionBy)
	times := b.Cols[o.node.Time]
	for i := range b.Rows() {
		row := b.Row(i)
		if err := o.meet(b, row); err != nil {
			return err
		}
		r := rankedRow{row: o.encoder.encode(b.Cols, row)}
		if o.node.Proctime {
			f, slot := o.frame(o.keys.Hash(i), o.keys.Key(i))
			if err := o.giveRows(f, slot, o.now(), []rankedRow{r}); err != nil {
				return err
			}
			continue
		}
		if times.IsNull(row) {
			return eventtime.ErrNullRowtime
		}
		time := times.I64[row]
		if o.isLate(o.keys.Hash(i), o.keys.Key(i), time) {
			o.late()
			continue
		}
		o.pending.add(o.keys.Hash(i), o.keys.Key(i), time, r, &o.timers)
		if o.bounded() && !o.node.Rows {
			o.keep(o.keys.Hash(i), o.keys.Key(i), time)
		}
	}
	return o.emit.flush()
}

// keep sets a timer, as Flink does, by which a partition is forgotten that has no rows within half as much again as the frame. When its time comes
// counts as given out for the partition even where newer rows have moved the time on: rows that are not after it are late.
func (o *overAggregate) keep(hash uint64, key []byte, time int64) {
	f, _ := o.frame(hash, key)
	if f.forgotten != 0 && f.forgotten >= time+o.node.Preceding+1 {
		return
	}
	f.forgotten = time + o.node.Preceding*3/2 + 1
	o.pending.slot(hash, key, f.forgotten, &o.timers)
}

func (o *overAggregate) isLate(hash uint64, key []byte, time int64) bool {
	if !o.bounded() {
		return time <= o.progress.Now()
	}
	f, _ := o.state.find(hash, key)
	return f != nil && f.set && time <= f.last
}

func (o *overAggregate) frame(hash uint64, key []byte) (*overFrame, int32) {
	f, slot, isNew := o.state.entry(hash, key)
	o.aggs.grow(o.state.table.Slots())
	if isNew {
		o.aggs.reset(slot)
	}
	return f, slot
}

// give gives out the rows of a time of a partition.
func (o *overAggregate) give(t state.Timer) error {
	hash, key := o.pending.key(t)
	f, slot := o.frame(hash, key)
	if f.forgotten != 0 && f.forgotten <= t.Value {
		o.pending.take(t)
		o.state.remove(slot)
		return nil
	}
	f.last, f.set = t.Value, true
	return o.giveRows(f, slot, t.Value, o.pending.take(t))
}

func (o *overAggregate) giveRows(f *overFrame, slot int32, time int64, rows []rankedRow) error {
	o.in.Resize(len(rows))
	for i, r := range rows {
		if err := r.row.decode(o.in.Cols, i); err != nil {
			return err
		}
	}
	if o.bounded() && !o.node.Rows {
		n := 0
		for n < len(f.rows) && f.rows[n].time < time-o.node.Preceding {
			n++
		}
		if err := o.leave(f, slot, n); err != nil {
			return err
		}
	}
	if !o.node.Rows && !o.node.Proctime {
		if err := o.enter(f, slot, time, rows, 0, len(rows)); err != nil {
			return err
		}
		for _, r := range rows {
			if err := o.send(r.row, slot); err != nil {
				return err
			}
		}
		return nil
	}
	for i, r := range rows {
		if o.bounded() && o.node.Rows && int64(len(f.rows)) > o.node.Preceding {
			if err := o.leave(f, slot, len(f.rows)-int(o.node.Preceding)); err != nil {
				return err
			}
		}
		if err := o.enter(f, slot, time, rows, i, i+1); err != nil {
			return err
		}
		if err := o.send(r.row, slot); err != nil {
			return err
		}
	}
	return nil
}

// enter adds rows from begin to end of o.in to the aggregates, and to the frame if it has a beginning.
func (o *overAggregate) enter(f *overFrame, slot int32, time int64, rows []rankedRow, begin, end int) error {
	o.rows, o.slots = o.rows[:0], o.slots[:0]
	for i := begin; i < end; i++ {
		o.rows, o.slots = append(o.rows, int32(i)), append(o.slots, slot)
		if o.bounded() {
			f.rows = append(f.rows, frameRow{time, rows[i].row})
		}
	}
	return o.aggs.add(o.in, o.rows, o.slots)
}

// leave takes the first n rows of the frame back.
func (o *overAggregate) leave(f *overFrame, slot int32, n int) error {
	if n == 0 {
		return nil
	}
	o.leaving.Resize(n)
	o.rows, o.slots = o.rows[:0], o.slots[:0]
	for i, r := range f.rows[:n] {
		if err := r.row.decode(o.leaving.Cols, i); err != nil {
			return err
		}
		o.leaving.Kinds = append(o.leaving.Kinds, batch.Delete)
		o.rows, o.slots = append(o.rows, int32(i)), append(o.slots, slot)
	}
	f.rows = append(f.rows[:0], f.rows[n:]...)
	return o.aggs.add(o.leaving, o.rows, o.slots)
}

func (o *overAggregate) send(r encodedRow, slot int32) error {
	row, err := o.emit.row(batch.Insert)
	if err != nil {
		return err
	}
	columns := o.emit.b.Cols
	if err := r.decode(columns[:len(o.columns)], row); err != nil {
		return err
	}
	return o.aggs.results(slot, columns[len(o.columns):], row)
}

// Snapshot implements Operator.
func (o *overAggregate) Snapshot(w *state.Writer) error {
	o.saveProgress(w)
	o.pending.snapshot(w, o.signature())
	o.state.save(w, overState, o.signature())
	return nil
}

func (f *overFrame) append(dst []byte) []byte {
	set := byte(0)
	if f.set {
		set = 1
	}
	dst = appendVarint(appendVarint(append(dst, set), f.last), f.forgotten)
	dst = binary.AppendUvarint(dst, uint64(len(f.rows)))
	for _, r := range f.rows {
		dst = appendString(appendVarint(dst, r.time), r.row)
	}
	return dst
}

func (f *overFrame) decode(src []byte) (err error) {
	if len(src) == 0 {
		return errRows
	}
	f.set = src[0] != 0
	if f.last, src, err = cutVarint(src[1:]); err != nil {
		return err
	}
	if f.forgotten, src, err = cutVarint(src); err != nil {
		return err
	}
	n, size := binary.Uvarint(src)
	if size <= 0 {
		return errRows
	}
	src = src[size:]
	for range n {
		var r frameRow
		if r.time, src, err = cutVarint(src); err != nil {
			return err
		}
		if r.row, src, err = cutString[encodedRow](src); err != nil {
			return err
		}
		f.rows = append(f.rows, r)
	}
	return nil
}
