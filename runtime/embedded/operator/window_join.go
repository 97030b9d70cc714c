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

// windowJoin keeps the rows of both inputs by key and window, and joins them when the window is over.
type windowJoin struct {
	timed
	*joiner
	node    *plan.WindowJoin
	zone    eventtime.Zone
	state   *keyed[joinWindow]
	keys    batch.Keys
	columns [2][]int
	ends    [2]int
	encoder rowEncoder
	// one has a row of a side.
	one [2][]*batch.Vector
}

// joinWindow are the rows of a key in a window.
type joinWindow struct {
	end  int64
	set  bool
	rows [2][]encodedRow
}

// NewWindowJoin returns the operator of a WindowJoin node.
func NewWindowJoin(node *plan.WindowJoin) Operator {
	return &windowJoin{
		node: node, state: newKeyed[joinWindow](), ends: [2]int{node.LeftEnd, node.RightEnd},
		columns: [2][]int{
			append([]int{node.LeftStart, node.LeftEnd}, node.Keys.Left...),
			append([]int{node.RightStart, node.RightEnd}, node.Keys.Right...),
		},
	}
}

func (o *windowJoin) inputTypes(side int) []types.Type { return o.node.In[side].Schema().Types() }

func (o *windowJoin) signature() string {
	return fmt.Sprintf("window join %v of %v and %v", o.columns, o.inputTypes(0), o.inputTypes(1))
}

// Open implements Operator.
func (o *windowJoin) Open(c *Context, out Output) (err error) {
	if err := o.open(c, out, o.node, o.fireWindow); err != nil {
		return err
	}
	o.zone = zoneOf(o.node.Window, c.TimeZone)
	if o.joiner, err = newJoiner(c, o.node, o.node.Kind, o.node.Keys, o.node.Condition, o.timed.emit); err != nil {
		return err
	}
	for side := range o.one {
		o.one[side] = vectorsOf(o.inputTypes(side), 1)
	}
	o.keepOnDisk(o.state.table)
	o.state.size = func(w *joinWindow, _ int32) int {
		n := rowOverhead
		for _, rows := range w.rows {
			for _, r := range rows {
				n += rowOverhead + len(r)
			}
		}
		return n
	}
	return o.state.restore(c.Restored, windowState, o.signature(), content[joinWindow]{
		encode: appendJoinWindow, decode: o.restoreWindow, evicted: o.evicted,
		due: func(w *joinWindow) int64 { return o.zone.Timer(w.end - 1) },
	})
}

// restoreWindow reads what appendJoinWindow wrote, and sets the timer.
func (o *windowJoin) restoreWindow(src []byte, w *joinWindow, slot int32) (err error) {
	if w.end, src, err = cutVarint(src); err != nil {
		return err
	}
	w.set = true
	o.timers.Set(state.Timer{At: o.zone.Timer(w.end - 1), Slot: slot})
	for side := range w.rows {
		n, size := binary.Uvarint(src)
		if size <= 0 {
			return errRows
		}
		src = src[size:]
		for range n {
			var r encodedRow
			if r, src, err = cutString[encodedRow](src); err != nil {
				return err
			}
			w.rows[side] = append(w.rows[side], r)
		}
	}
	return nil
}

// Process implements Operator.
func (o *windowJoin) Process(side int, b *batch.Batch) error {
	o.settle()
	o.keys.Encode(b, o.columns[side])
	ends := b.Cols[o.ends[side]]
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
		if !w.set {
			w.set, w.end = true, ends.I64[row]
			o.timers.Set(state.Timer{At: at, Slot: slot})
		}
		w.rows[side] = append(w.rows[side], o.encoder.encode(b.Cols, row))
	}
	return o.timed.emit.flush()
}

// fireWindow joins the rows of a key whose window is over.
func (o *windowJoin) fireWindow(t state.Timer) error {
	w := &o.state.values[t.Slot]
	matched := make([]bool, len(w.rows[1]))
	for _, left := range w.rows[0] {
		if err := o.joinLeft(left, w.rows[1], matched); err != nil {
			return err
		}
	}
	if o.pads(1) {
		for i, right := range w.rows[1] {
			if matched[i] {
				continue
			}
			if err := o.padEncoded(batch.Insert, 1, right); err != nil {
				return err
			}
		}
	}
	o.state.remove(t.Slot)
	return nil
}

func (o *windowJoin) joinLeft(left encodedRow, rights []encodedRow, matched []bool) error {
	if err := left.decode(o.one[0], 0); err != nil {
		return err
	}
	if o.nullKey(0, o.one[0], 0) {
		rights = nil
	}
	matches, err := o.matches(0, o.one[0], 0, len(rights), func(i int) encodedRow { return rights[i] })
	if err != nil {
		return err
	}
	found := len(matches) > 0
	switch {
	case o.kind == plan.SemiJoin && found, o.kind == plan.AntiJoin && !found, o.pads(0) && !found:
		return o.padEncoded(batch.Insert, 0, left)
	case o.kind.OnlyLeft():
		return nil
	}
	for _, m := range matches {
		matched[m] = true
		if err := o.pair(batch.Insert, 0, o.one[0], 0, rights[m]); err != nil {
			return err
		}
	}
	return nil
}

// Snapshot implements Operator.
func (o *windowJoin) Snapshot(w *state.Writer) error {
	o.saveProgress(w)
	o.state.save(w, windowState, o.signature())
	return nil
}

func appendJoinWindow(dst []byte, w *joinWindow, _ int32) []byte {
	dst = appendVarint(dst, w.end)
	for _, rows := range w.rows {
		dst = binary.AppendUvarint(dst, uint64(len(rows)))
		for _, r := range rows {
			dst = appendString(dst, r)
		}
	}
	return dst
}
