package operator

import (
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/eventtime"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// windowRank keeps the first rows of each partition in each window, in an order, and sends them when the window is over. It
// is also the deduplication of a window, which is its first row by time, or its last.
type windowRank struct {
	timed
	node plan.Node
	// partitionBy begins with the start and the end of the window.
	partitionBy []int
	end         int
	window      plan.WindowSpec
	orderBy     []plan.SortKey
	from, to    int64
	outputRank  bool
	// newest puts a row before those of equal order that came earlier.
	newest bool

	zone    eventtime.Zone
	state   *keyed[windowRows]
	encoder rowEncoder
	keys    batch.Keys
}

// windowRows are the rows of a partition in a window.
type windowRows struct {
	end  int64
	rows []rankedRow
}

// NewWindowRank returns the operator of a WindowRank node.
func NewWindowRank(node *plan.WindowRank) Operator {
	return &windowRank{
		node: node, partitionBy: append([]int{node.Start, node.End}, node.PartitionBy...), end: node.End, window: node.Window,
		orderBy: node.OrderBy, from: node.From, to: node.To, outputRank: node.OutputRank, state: newKeyed[windowRows](),
	}
}

// NewWindowDeduplicate returns the operator of a WindowDeduplicate node.
func NewWindowDeduplicate(node *plan.WindowDeduplicate) Operator {
	return &windowRank{
		node: node, partitionBy: append([]int{node.Start, node.End}, node.PartitionBy...), end: node.End, window: node.Window,
		orderBy: []plan.SortKey{{Column: node.Time, Desc: node.KeepLast}}, from: 1, to: 1, newest: node.KeepLast,
		state: newKeyed[windowRows](),
	}
}

func (o *windowRank) signature() string {
	return fmt.Sprintf("window rank %v by %v of %v", o.orderBy, o.partitionBy, o.node.Inputs()[0].Schema().Types())
}

// Open implements Operator.
func (o *windowRank) Open(c *Context, out Output) error {
	if err := o.open(c, out, o.node, o.fireWindow); err != nil {
		return err
	}
	o.zone = zoneOf(o.window, c.TimeZone)
	o.keepOnDisk(o.state.table)
	o.state.size = func(w *windowRows, _ int32) int { return rankedSize(w.rows) }
	return o.state.restore(c.Restored, rankState, o.signature(), content[windowRows]{
		encode: func(dst []byte, w *windowRows, _ int32) []byte {
			return appendRankedRows(appendVarint(dst, w.end), w.rows)
		},
		decode: func(src []byte, w *windowRows, slot int32) (err error) {
			if w.end, src, err = cutVarint(src); err != nil {
				return err
			}
			o.timers.Set(state.Timer{At: o.zone.Timer(w.end - 1), Slot: slot})
			w.rows, _, err = cutRankedRows(src)
			return err
		},
		due:     func(w *windowRows) int64 { return o.zone.Timer(w.end - 1) },
		evicted: o.evicted,
	})
}

// Process implements Operator.
func (o *windowRank) Process(_ int, b *batch.Batch) error {
	o.settle()
	o.keys.Encode(b, o.partitionBy)
	ends := b.Cols[o.end]
	for i := range b.Rows() {
		row := b.Row(i)
		if err := o.meet(b, row); err != nil {
			return err
		}
		if ends.IsNull(row) {
			return eventtime.ErrNullRowtime
		}
		at := o.zone.Timer(ends.I64[row] - 1)
		if at <= o.progress.Now() {
			o.late()
			continue
		}
		w, slot := o.state.at(o.keys.Hash(i), o.keys.Key(i))
		if w.rows == nil {
			w.end = ends.I64[row]
			o.timers.Set(state.Timer{At: at, Slot: slot})
		}
		o.insert(w, rankedRow{key: o.encoder.sortKey(o.orderBy, b.Cols, row), row: o.encoder.encode(b.Cols, row)})
	}
	return o.emit.flush()
}

func (o *windowRank) insert(w *windowRows, r rankedRow) {
	if o.newest && len(w.rows) > 0 {
		if r.key <= w.rows[0].key {
			w.rows[0] = r
		}
		return
	}
	if int64(len(w.rows)) == o.to && w.rows[len(w.rows)-1].key <= r.key {
		return
	}
	w.rows, _ = insertRanked(w.rows, r)
	if int64(len(w.rows)) > o.to {
		w.rows = w.rows[:o.to]
	}
}

// fireWindow sends the rows of a partition whose window is over.
func (o *windowRank) fireWindow(t state.Timer) error {
	for i, r := range o.state.values[t.Slot].rows {
		position := int64(i) + 1
		if position < o.from {
			continue
		}
		row, err := o.emit.row(batch.Insert)
		if err != nil {
			return err
		}
		columns := o.emit.b.Cols
		if o.outputRank {
			columns[len(columns)-1].I64[row] = position
			columns = columns[:len(columns)-1]
		}
		if err := r.row.decode(columns, row); err != nil {
			return err
		}
	}
	o.state.remove(t.Slot)
	return nil
}

// Snapshot implements Operator.
func (o *windowRank) Snapshot(w *state.Writer) error {
	o.saveProgress(w)
	o.state.save(w, rankState, o.signature())
	return nil
}
