package operator

import (
	"fmt"
	"slices"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/eventtime"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// windowAggregate aggregates by key and by window of fixed places. A row is folded into its slice only; the slices of a HOP
// window are merged when it fires (see sliding), and those of a CUMULATE window, one by one, into its first.
//
// Windows that the input brings along (attached ones) are slices of their own, whose start is part of the key.
type windowAggregate struct {
	node    *plan.WindowAggregate
	columns []types.Type
	// keyColumns are the keys, and for attached windows their start.
	keyColumns []int
	retract    bool

	windows  windows
	progress eventtime.Progress
	figures  *Figures
	emit     *emitter

	// table maps a key with the end of a slice as namespace to the slot of its accumulators.
	table *state.Table
	aggs  *aggregates
	// counts are the rows of each slot.
	counts []int64
	panes  map[int64]*pane
	timers state.Timers
	// registered are the ends of the windows that a timer is set for, each with the last window that a slice of it is part of: the timer
	// of a window sets the next one. A slice may be part of billions.
	registered map[int64]int64
	// sliding has the slices of HOP windows merged; where it is nil each window merges its own anew, in merged.
	sliding *sliding
	merged  *mergedSlices
	// staged is where slices that lie on disk are read.
	staged *mergedSlices

	// keys are encoded with the start of attached windows; hashes are those of the keys alone, by which rows and key groups are
	// distributed.
	keys, hashes batch.Keys
	// key has one row of the keys.
	key         []*batch.Vector
	rows, slots []int32
	// sent are slots whose results are sent together.
	sent []int32
	// current is the pane of the row before, and lateBy the watermark at which its rows are late.
	current *pane
	lateBy  int64
	starts  *batch.Vector
}

// pane is a slice with the slots of its keys, in order of arrival. It may be folded into what slides.
type pane struct {
	end    int64
	slots  []int32
	folded bool
}

// NewWindowAggregate returns the operator of a WindowAggregate node.
func NewWindowAggregate(node *plan.WindowAggregate) Operator {
	if node.Window.Kind == plan.Session && !node.Attached {
		return newSessionAggregate(node)
	}
	input := node.In[0]
	o := &windowAggregate{
		node: node, columns: input.Schema().Types(), keyColumns: node.Keys, retract: input.Mode() != plan.InsertOnly,
		progress: eventtime.NewProgress(), table: state.NewNamespacedTable(),
		panes: make(map[int64]*pane), registered: make(map[int64]int64),
	}
	if node.Attached {
		o.keyColumns = append(slices.Clone(node.Keys), node.Start)
	}
	return o
}

// Open implements Operator.
func (o *windowAggregate) Open(c *Context, out Output) (err error) {
	o.figures = c.Figures
	o.windows = newWindows(o.node.Window, c.TimeZone)
	if o.node.Attached {
		o.windows.kind = plan.Tumble
		o.starts = batch.NewVector(o.columns[o.node.Start], 1)
	}
	for _, k := range o.node.Keys {
		o.key = append(o.key, batch.NewVector(o.columns[k], 1))
	}
	o.emit = newEmitter(out, o.node.Out.Types(), false)
	if o.aggs, err = newAggregates(o.node.Aggs, o.columns, o.retract); err != nil {
		return err
	}
	if o.windows.kind == plan.Hop {
		if err := o.openHop(); err != nil {
			return err
		}
	}
	now, err := restoreProgress(c.Restored)
	if err != nil {
		return err
	}
	o.progress.Advance(now)
	o.emit.watermark = now
	return o.restore(c.Restored)
}

// windowState is the name of the keyed state of slices.
const windowState = "slices"

func (o *windowAggregate) signature() string {
	return fmt.Sprintf("window %d %d %d %d %s", o.windows.kind, o.windows.size, o.windows.step, o.windows.offset,
		o.aggs.signature(o.columns, o.keyColumns, o.retract))
}

// hash is the hash of the keys in an encoded key with the start of an attached window.
func (o *windowAggregate) hash(key []byte) uint64 {
	rest := key
	for _, v := range o.key {
		var err error
		if rest, err = batch.DecodeKey(rest, v, 0); err != nil {
			panic(&state.AccessError{Err: fmt.Errorf("key of a slice: %w", err)})
		}
	}
	return batch.Hash(key[:len(key)-len(rest)])
}

// keyHash is the hash that a key is stored under.
func (o *windowAggregate) keyHash(key []byte) uint64 {
	if o.node.Attached {
		return o.hash(key)
	}
	return batch.Hash(key)
}

// pane returns the pane of a slice. A new one sets the timer of the first of its windows that is not over.
func (o *windowAggregate) pane(end int64) *pane {
	p := o.panes[end]
	if p != nil {
		return p
	}
	p = &pane{end: end}
	o.panes[end] = p
	if o.sliding != nil {
		o.sliding.waiting = append(o.sliding.waiting, p)
	}
	if w, ok := o.windows.firstAfter(end, o.progress.Now()); ok {
		o.register(w, o.windows.last(end))
	}
	return p
}

// register sets the timer of a window, and of those after it until the last one.
func (o *windowAggregate) register(window, last int64) {
	until, isSet := o.registered[window]
	if !isSet {
		o.timers.Set(state.Timer{At: o.windows.timer(window), Value: window})
		until = last
	}
	o.registered[window] = max(until, last)
}

// slot returns the slot of a key in a pane.
func (o *windowAggregate) slot(p *pane, hash uint64, key []byte) int32 {
	slot, isNew := o.table.FindOrInsert(hash, p.end, key)
	if isNew {
		p.slots = append(p.slots, slot)
		o.aggs.grow(o.table.Slots())
		o.counts = grownTo(o.counts, o.table.Slots())
		o.counts[slot] = 0
		o.aggs.reset(slot)
	}
	return slot
}

func grownTo(s []int64, n int) []int64 {
	for len(s) < n {
		s = append(s, 0)
	}
	return s
}

// Process implements Operator.
func (o *windowAggregate) Process(_ int, b *batch.Batch) error {
	if err := o.settle(); err != nil {
		return err
	}
	o.keys.Encode(b, o.keyColumns)
	if o.node.Attached {
		o.hashes.Encode(b, o.node.Keys)
	}
	for next, n := 0, b.Rows(); next < n; {
		var err error
		if next, err = o.assign(b, next); err != nil {
			return err
		}
		if err := o.aggs.add(b, o.rows, o.slots); err != nil {
			return err
		}
		if next < n {
			if err := o.fire(o.progress.Before(b, b.Row(next))); err != nil {
				return err
			}
		}
	}
	return o.emit.flush()
}

// assign finds the slots of rows from start on, up to the first before which a timer is due.
func (o *windowAggregate) assign(b *batch.Batch, start int) (next int, err error) {
	o.rows, o.slots, o.current = o.rows[:0], o.slots[:0], nil
	n := b.Rows()
	column := o.node.Window.TimeColumn
	if o.node.Attached {
		column = o.node.End
	}
	times := b.Cols[column]
	for i := start; i < n; i++ {
		row := b.Row(i)
		now := o.progress.Before(b, row)
		if o.timers.Due(now) {
			return i, nil
		}
		o.progress.Advance(now)
		o.emit.watermark = now
		if times.IsNull(row) {
			return 0, eventtime.ErrNullRowtime
		}
		end := times.I64[row]
		if !o.node.Attached {
			end = o.windows.slice(end)
		}
		entered, err := o.enter(end, now)
		if err != nil {
			return 0, err
		}
		if !entered {
			o.figures.LateRecordsDropped.Add(1)
			continue
		}
		hash := o.keys.Hash(i)
		if o.node.Attached {
			hash = o.hashes.Hash(i)
		}
		slot := o.slot(o.current, hash, o.keys.Key(i))
		if b.Kind(row).IsAdd() {
			o.counts[slot]++
		} else {
			o.counts[slot]--
		}
		o.rows, o.slots = append(o.rows, int32(row)), append(o.slots, slot)
	}
	return n, nil
}

// enter makes the pane of a slice current unless all of its windows are over.
func (o *windowAggregate) enter(end, now int64) (entered bool, err error) {
	if o.current != nil && o.current.end == end && o.lateBy > now {
		return true, nil
	}
	last := o.windows.last(end)
	lateBy := o.windows.timer(last)
	if lateBy <= now || last < o.windows.first(end) {
		return false, nil
	}
	if o.windows.kind == plan.Cumulate && o.windows.timer(end) <= now {
		// The slice was merged into the first one of its window already.
		end = o.windows.startOf(end) + o.windows.step
	}
	o.current, o.lateBy = o.pane(end), lateBy
	if o.current.folded {
		err = o.sliding.wait(o.current)
	}
	return true, err
}

// fire sends the windows that are over at a watermark.
func (o *windowAggregate) fire(watermark int64) error {
	for {
		timer, due := o.timers.Pop(watermark)
		if !due {
			break
		}
		end, last := timer.Value, o.registered[timer.Value]
		delete(o.registered, end)
		if err := o.fireWindow(end); err != nil {
			return err
		}
		if end < last {
			o.register(end+o.windows.slide, last)
		}
	}
	o.progress.Advance(watermark)
	o.emit.watermark = max(o.emit.watermark, watermark)
	return nil
}

func (o *windowAggregate) fireWindow(end int64) error {
	switch o.windows.kind {
	case plan.Hop:
		return o.fireHop(end)
	case plan.Cumulate:
		return o.fireCumulate(end)
	}
	p := o.panes[end]
	if p == nil {
		return nil
	}
	if err := o.sendPane(p, end); err != nil {
		return err
	}
	return o.free(p)
}

// fireCumulate merges the slice that a window adds into the first slice, which then has all of the window.
func (o *windowAggregate) fireCumulate(end int64) error {
	start := o.windows.startOf(end)
	first, p := o.panes[start+o.windows.step], o.panes[end]
	if first == nil {
		if p == nil {
			return nil
		}
		// The timers of the windows to come were set with those of the slice.
		first = &pane{end: start + o.windows.step}
		o.panes[first.end] = first
	}
	if p != nil && p != first {
		if err := o.mergePane(first, p); err != nil {
			return err
		}
	}
	if err := o.sendPane(first, end); err != nil {
		return err
	}
	if end == start+o.windows.size {
		return o.free(first)
	}
	return nil
}

// free forgets a pane with all its slots, and with what of it lies on disk.
func (o *windowAggregate) free(p *pane) error {
	o.freeSlots(p)
	delete(o.panes, p.end)
	o.current = nil
	return o.table.RemoveStored(p.end, nil)
}

func (o *windowAggregate) freeSlots(p *pane) {
	for _, slot := range p.slots {
		o.table.Remove(slot)
		o.aggs.reset(slot)
	}
	p.slots = p.slots[:0]
}

// send emits the results of slots in a window, but of those all of whose rows were taken back.
func (o *windowAggregate) send(table *state.Table, aggs *aggregates, counts []int64, slots []int32, end int64) error {
	if o.retract {
		o.sent = o.sent[:0]
		for _, slot := range slots {
			if counts[slot] != 0 {
				o.sent = append(o.sent, slot)
			}
		}
		slots = o.sent
	}
	for len(slots) > 0 {
		first, n, err := o.emit.rows(len(slots))
		if err != nil {
			return err
		}
		if err := o.fill(table, aggs, slots[:n], first, end); err != nil {
			return err
		}
		slots = slots[n:]
	}
	return nil
}

// fill stores the results of slots in a window in rows of the emitter from one on.
func (o *windowAggregate) fill(table *state.Table, aggs *aggregates, slots []int32, first int, end int64) error {
	columns := o.emit.b.Cols
	keys := len(o.node.Keys)
	properties := columns[keys+len(o.node.Aggs):]
	start := o.windows.startOf(end)
	for i, slot := range slots {
		key := table.Key(slot)
		var err error
		for c := range keys {
			if key, err = batch.DecodeKey(key, columns[c], first+i); err != nil {
				return err
			}
		}
		if o.node.Attached {
			if _, err := batch.DecodeKey(key, o.starts, 0); err != nil {
				return err
			}
			start = o.starts.I64[0]
		}
		for p, property := range o.node.Properties {
			setProperty(properties[p], first+i, property, start, end, &o.windows.zone)
		}
	}
	return aggs.resultsOf(slots, columns[keys:], first)
}

// Watermark implements Operator.
func (o *windowAggregate) Watermark(millis int64) error {
	if err := o.fire(millis); err != nil {
		return err
	}
	return o.emit.tell(millis)
}

// Snapshot implements Operator.
func (o *windowAggregate) Snapshot(w *state.Writer) error {
	saveProgress(w, o.progress.Now())
	w.Keyed(windowState, o.signature(), o.table, o.append)
	return nil
}

// Close implements Operator.
func (o *windowAggregate) Close() error { return nil }
