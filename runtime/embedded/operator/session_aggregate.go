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

// sessionAggregate aggregates by key and session.
type sessionAggregate struct {
	node    *plan.WindowAggregate
	columns []types.Type
	retract bool

	sessions *sessions
	progress eventtime.Progress
	figures  *Figures
	emit     *emitter
	aggs     *aggregates
	// counts are the rows by slot of the session.
	counts []int64

	keys        batch.Keys
	rows, slots []int32
}

func newSessionAggregate(node *plan.WindowAggregate) *sessionAggregate {
	input := node.In[0]
	return &sessionAggregate{
		node: node, columns: input.Schema().Types(), retract: input.Mode() != plan.InsertOnly,
		progress: eventtime.NewProgress(),
	}
}

// Open implements Operator.
func (o *sessionAggregate) Open(c *Context, out Output) (err error) {
	o.figures = c.Figures
	o.sessions = newSessions(o.node.Window.Size, zoneOf(o.node.Window, c.TimeZone))
	o.emit = newEmitter(out, o.node.Out.Types(), false)
	if o.aggs, err = newAggregates(o.node.Aggs, o.columns, o.retract); err != nil {
		return err
	}
	now, err := restoreProgress(c.Restored)
	if err != nil {
		return err
	}
	o.progress.Advance(now)
	o.emit.watermark = now
	return o.sessions.restore(c.Restored, o.signature(), sessionContent{encode: o.append, decode: o.restore, release: o.aggs.reset, size: o.aggs.size()})
}

func (o *sessionAggregate) append(dst []byte, slot int32) []byte {
	return o.aggs.append(binary.AppendVarint(dst, o.counts[slot]), slot)
}

func (o *sessionAggregate) restore(src []byte, slot int32) error {
	o.clear(slot)
	count, n := binary.Varint(src)
	if n <= 0 {
		return errSession
	}
	o.counts[slot] = count
	_, err := o.aggs.restore(src[n:], slot)
	return err
}

func (o *sessionAggregate) signature() string {
	return fmt.Sprintf("session %d %s", o.node.Window.Size, o.aggs.signature(o.columns, o.node.Keys, o.retract))
}

// clear makes a slot ready for a new session.
func (o *sessionAggregate) clear(slot int32) {
	o.aggs.grow(int(slot) + 1)
	o.counts = grownTo(o.counts, int(slot)+1)
	o.counts[slot] = 0
	o.aggs.reset(slot)
}

// Process implements Operator.
func (o *sessionAggregate) Process(_ int, b *batch.Batch) error {
	o.sessions.table.Settle()
	o.keys.Encode(b, o.node.Keys)
	o.rows, o.slots = o.rows[:0], o.slots[:0]
	times := b.Cols[o.node.Window.TimeColumn]
	for i := range b.Rows() {
		row := b.Row(i)
		now := o.progress.Before(b, row)
		if o.sessions.isDue(now) {
			if err := o.fold(b); err != nil {
				return err
			}
			if err := o.fire(now); err != nil {
				return err
			}
		}
		o.progress.Advance(now)
		o.emit.watermark = now
		if times.IsNull(row) {
			return eventtime.ErrNullRowtime
		}
		slot, isNew, absorbed, late := o.sessions.place(o.keys.Hash(i), o.keys.Key(i), times.I64[row], now)
		if late {
			o.figures.LateRecordsDropped.Add(1)
			continue
		}
		if isNew {
			o.clear(slot)
		}
		if err := o.absorb(b, slot, absorbed); err != nil {
			return err
		}
		if b.Kind(row).IsAdd() {
			o.counts[slot]++
		} else {
			o.counts[slot]--
		}
		o.rows, o.slots = append(o.rows, int32(row)), append(o.slots, slot)
	}
	if err := o.fold(b); err != nil {
		return err
	}
	return o.emit.flush()
}

// fold folds the rows that were placed into their sessions.
func (o *sessionAggregate) fold(b *batch.Batch) error {
	err := o.aggs.add(b, o.rows, o.slots)
	o.rows, o.slots = o.rows[:0], o.slots[:0]
	return err
}

// absorb moves the contents of sessions into the one that they became part of.
func (o *sessionAggregate) absorb(b *batch.Batch, into int32, absorbed []int32) error {
	if len(absorbed) == 0 {
		return nil
	}
	if err := o.fold(b); err != nil {
		return err
	}
	for _, from := range absorbed {
		o.counts[into] += o.counts[from]
		if err := o.aggs.merge(into, o.aggs, from); err != nil {
			return err
		}
		o.aggs.reset(from)
		o.sessions.slots.give(from)
	}
	return nil
}

func (o *sessionAggregate) fire(watermark int64) error {
	for {
		over, k, ok := o.sessions.due(watermark)
		if !ok {
			return nil
		}
		if o.counts[over.slot] != 0 || !o.retract {
			if err := o.send(o.sessions.table.Key(k), over); err != nil {
				return err
			}
		}
		o.aggs.reset(over.slot)
		o.sessions.finish(over, k)
	}
}

func (o *sessionAggregate) send(key []byte, over session) error {
	row, err := o.emit.row(batch.Insert)
	if err != nil {
		return err
	}
	columns, keys := o.emit.b.Cols, len(o.node.Keys)
	for c := range keys {
		if key, err = batch.DecodeKey(key, columns[c], row); err != nil {
			return err
		}
	}
	if err := o.aggs.results(over.slot, columns[keys:], row); err != nil {
		return err
	}
	for i, p := range o.node.Properties {
		setProperty(columns[keys+len(o.node.Aggs)+i], row, p, over.start, over.end, &o.sessions.zone)
	}
	return nil
}

// Watermark implements Operator.
func (o *sessionAggregate) Watermark(millis int64) error {
	if err := o.fire(millis); err != nil {
		return err
	}
	o.progress.Advance(millis)
	return o.emit.tell(millis)
}

// Snapshot implements Operator.
func (o *sessionAggregate) Snapshot(w *state.Writer) error {
	saveProgress(w, o.progress.Now())
	o.sessions.snapshot(w, o.signature())
	return nil
}

// Close implements Operator.
func (o *sessionAggregate) Close() error { return nil }
