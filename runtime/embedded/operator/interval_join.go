package operator

import (
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/eventtime"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// intervalJoin joins rows whose times are within an interval of each other. A row is joined with what the other side holds
// when it comes, and kept for as long as a partner may still come; if none has come by then, it is padded.
type intervalJoin struct {
	timed
	*joiner
	node    *plan.IntervalJoin
	now     func() int64
	sides   [2]intervalSide
	keys    batch.Keys
	encoder rowEncoder
}

type intervalSide struct {
	time  int
	state *keyed[[]intervalRow]
	// back and ahead are by how much the time of a partner may be less or greater than that of a row of this side.
	back, ahead int64
}

// intervalRow is a row that waits for partners, in order of time.
type intervalRow struct {
	time    int64
	row     encodedRow
	matched bool
}

// NewIntervalJoin returns the operator of an IntervalJoin node.
func NewIntervalJoin(node *plan.IntervalJoin) Operator {
	return &intervalJoin{node: node, sides: [2]intervalSide{
		{time: node.LeftTime, state: newKeyed[[]intervalRow](), back: node.Upper, ahead: -node.Lower},
		{time: node.RightTime, state: newKeyed[[]intervalRow](), back: -node.Lower, ahead: node.Upper},
	}}
}

func (o *intervalJoin) signature() string {
	return fmt.Sprintf("interval join %v %d %d of %v and %v", o.node.Keys, o.node.Lower, o.node.Upper,
		o.node.In[0].Schema().Types(), o.node.In[1].Schema().Types())
}

// Open implements Operator.
func (o *intervalJoin) Open(c *Context, out Output) (err error) {
	o.delay = max(o.sides[0].ahead, o.sides[1].ahead, 0)
	if err := o.open(c, out, o.node, o.expire); err != nil {
		return err
	}
	o.now = func() int64 { return c.Clock().UnixMilli() }
	if o.joiner, err = newJoiner(c, o.node, o.node.Kind, o.node.Keys, o.node.Condition, o.timed.emit); err != nil {
		return err
	}
	o.keepOnDisk(o.sides[0].state.table, o.sides[1].state.table)
	o.about = func(t state.Timer) *state.Table { return o.spilled[t.Value] }
	for side := range o.sides {
		if err := o.load(c.Restored, side); err != nil {
			return err
		}
	}
	return nil
}

// load reads the rows of a side.
func (o *intervalJoin) load(r state.Restored, side int) error {
	s := &o.sides[side]
	s.state.size = func(rows *[]intervalRow, _ int32) int {
		n := rowOverhead
		for _, r := range *rows {
			n += 2*rowOverhead + len(r.row)
		}
		return n
	}
	return s.state.restore(r, joinStates[side], o.signature(), content[[]intervalRow]{
		encode: appendIntervalRows,
		decode: func(src []byte, rows *[]intervalRow, slot int32) (err error) {
			if *rows, err = cutIntervalRows(src); err != nil {
				return err
			}
			for _, r := range *rows {
				o.setTimer(side, slot, r.time)
			}
			return nil
		},
		due: func(rows *[]intervalRow) int64 {
			if len(*rows) == 0 {
				return state.Never
			}
			return (*rows)[0].time + s.ahead
		},
		evicted: o.evicted,
	})
}

// setTimer sets the timer by which a row has no more partners to come. Its value is the side.
func (o *intervalJoin) setTimer(side int, slot int32, time int64) {
	o.timers.Set(state.Timer{At: time + o.sides[side].ahead, Slot: slot, Value: int64(side)})
}

// Process implements Operator.
func (o *intervalJoin) Process(side int, b *batch.Batch) error {
	o.settle()
	o.keys.Encode(b, o.joiner.keys[side])
	times := b.Cols[o.sides[side].time]
	for i := range b.Rows() {
		row := b.Row(i)
		time, err := o.timeOf(b, row, times)
		if err != nil {
			return err
		}
		if err := o.arrive(side, o.keys.Hash(i), o.keys.Key(i), time, b, row); err != nil {
			return err
		}
	}
	return o.timed.emit.flush()
}

// timeOf is the time of a row, after what is due before it was done. In processing time that is the clock, which then takes
// the place of the watermark.
func (o *intervalJoin) timeOf(b *batch.Batch, row int, times *batch.Vector) (int64, error) {
	if o.node.Proctime {
		now := o.now()
		return now, o.reach(now - 1)
	}
	if err := o.meet(b, row); err != nil {
		return 0, err
	}
	if times.IsNull(row) {
		return 0, eventtime.ErrNullRowtime
	}
	return times.I64[row], nil
}

// Watermark implements Operator. In processing time it is the clock alone that ends a row's waiting: the end of the input does not.
func (o *intervalJoin) Watermark(millis int64) error {
	if o.node.Proctime {
		return o.timed.emit.tell(o.outgoing(millis))
	}
	return o.timed.Watermark(millis)
}

// arrive joins a row with what the other side holds, and keeps it if partners may still come.
func (o *intervalJoin) arrive(side int, hash uint64, key []byte, time int64, b *batch.Batch, row int) error {
	s := &o.sides[side]
	alone := o.nullKey(side, b.Cols, row)
	switch {
	case alone && !o.pads(side):
		return nil
	case alone && !o.node.Proctime:
		return o.pad(batch.Insert, side, b.Cols, row)
	}
	var partners []intervalRow
	found, slot := o.sides[1-side].state.find(hash, key)
	if found != nil && !alone {
		from, _ := slices.BinarySearchFunc(*found, time-s.back, compareTime)
		to, _ := slices.BinarySearchFunc(*found, time+s.ahead+1, compareTime)
		partners = (*found)[from:max(from, to)]
	}
	matches, err := o.matches(side, b.Cols, row, len(partners), func(i int) encodedRow { return partners[i].row })
	if err != nil {
		return err
	}
	if len(matches) > 0 {
		o.sides[1-side].state.touch(slot)
	}
	for _, m := range matches {
		partners[m].matched = true
		if err := o.pair(batch.Insert, side, b.Cols, row, partners[m].row); err != nil {
			return err
		}
	}
	matched := len(matches) > 0
	if time+s.ahead <= o.progress.Now() {
		if !matched && o.pads(side) {
			return o.pad(batch.Insert, side, b.Cols, row)
		}
		return nil
	}
	rows, own := s.state.at(hash, key)
	at, _ := slices.BinarySearchFunc(*rows, time+1, compareTime)
	*rows = slices.Insert(*rows, at, intervalRow{time, o.encoder.encode(b.Cols, row), matched})
	o.setTimer(side, own, time)
	return nil
}

func compareTime(r intervalRow, time int64) int {
	if r.time < time {
		return -1
	}
	return 1
}

// expire forgets the rows of a key that have no more partners to come.
func (o *intervalJoin) expire(t state.Timer) error {
	side := int(t.Value)
	s := &o.sides[side]
	if int(t.Slot) >= len(s.state.values) {
		return nil
	}
	rows := &s.state.values[t.Slot]
	n := 0
	for n < len(*rows) && (*rows)[n].time+s.ahead <= t.At {
		if r := (*rows)[n]; !r.matched && o.pads(side) {
			if err := o.padEncoded(batch.Insert, side, r.row); err != nil {
				return err
			}
		}
		n++
	}
	if n == 0 {
		return nil
	}
	s.state.touch(t.Slot)
	if *rows = slices.Delete(*rows, 0, n); len(*rows) == 0 {
		s.state.remove(t.Slot)
	}
	return nil
}

// Snapshot implements Operator.
func (o *intervalJoin) Snapshot(w *state.Writer) error {
	o.saveProgress(w)
	for side := range o.sides {
		o.sides[side].state.save(w, joinStates[side], o.signature())
	}
	return nil
}

func appendIntervalRows(dst []byte, rows *[]intervalRow, _ int32) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(*rows)))
	for _, r := range *rows {
		dst = appendFlaggedRow(dst, r.time, r.matched, r.row)
	}
	return dst
}

func cutIntervalRows(src []byte) ([]intervalRow, error) {
	return cutFlaggedRows(src, func(time int64, matched bool, row encodedRow) intervalRow {
		return intervalRow{time, row, matched}
	})
}
