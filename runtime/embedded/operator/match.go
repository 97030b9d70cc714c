package operator

import (
	"fmt"
	"math"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/eventtime"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// match is MATCH_RECOGNIZE. Rows wait until the watermark passes them and are then taken in order. In each partition one row
// at a time is tried as the first of a match; the next is tried when that one has failed or matched, so that matches come
// in the order of their first rows.
type match struct {
	timed
	node      *plan.MatchRecognize
	variables []matchVariable
	measures  []matchExpr
	now       func() int64

	pending *pendingRows
	state   *keyed[matchPartition]
	keys    batch.Keys
	encoder rowEncoder
	row     []*batch.Vector
}

// matchVariable is a variable of the pattern; condition is nil for one that takes every row.
type matchVariable struct {
	plan.MatchVariable
	condition *matchExpr
}

// matchPartition is a partition: its rows from the one that is tried as the first of a match, and how these fit so far.
type matchPartition struct {
	rows []matchRow
	// tried is how many of the rows the branches have taken.
	tried    int
	branches []branch
}

// matchRow is a row with the values of its columns.
type matchRow struct {
	time   int64
	values []batch.Datum
}

// NewMatch returns the operator of a MatchRecognize node.
func NewMatch(node *plan.MatchRecognize) Operator {
	return &match{node: node, pending: newPendingRows(), state: newKeyed[matchPartition]()}
}

// timeout is the Value of a timer that gives up a partition's first row, as opposed to one of rows that wait.
const timeout = math.MinInt64

func (o *match) signature() string {
	return fmt.Sprintf("match %v of %v", o.node.PartitionBy, o.node.In[0].Schema().Types())
}

// Open implements Operator.
func (o *match) Open(c *Context, out Output) error {
	if err := o.open(c, out, o.node, o.due); err != nil {
		return err
	}
	o.now = func() int64 { return c.Clock().UnixMilli() }
	columns := o.node.In[0].Schema().Types()
	o.row = vectorsOf(columns, 1)
	for _, v := range o.node.Variables {
		compiled := matchVariable{MatchVariable: v}
		if v.Condition != nil {
			condition, err := newMatchExpr(v.Condition, columns, c.exprConfig())
			if err != nil {
				return err
			}
			compiled.condition = condition
		}
		o.variables = append(o.variables, compiled)
	}
	for i := range o.node.Measures {
		measure, err := newMatchExpr(&o.node.Measures[i].Value, columns, c.exprConfig())
		if err != nil {
			return err
		}
		o.measures = append(o.measures, *measure)
	}
	if err := o.pending.restore(c.Restored, o.signature(), &o.timers); err != nil {
		return err
	}
	return o.state.restore(c.Restored, rankState, o.signature(), func(src []byte, p *matchPartition, slot int32) error {
		if err := p.decode(src); err != nil {
			return err
		}
		// The rows fit as they did before; a match is not found a second time, as its rows are gone.
		return o.advance(slot)
	})
}

// Process implements Operator.
func (o *match) Process(_ int, b *batch.Batch) error {
	o.keys.Encode(b, o.node.PartitionBy)
	times := b.Cols[o.node.Order[0].Column]
	for i := range b.Rows() {
		row := b.Row(i)
		if err := o.meet(b, row); err != nil {
			return err
		}
		hash, key := o.keys.Hash(i), o.keys.Key(i)
		if o.node.Proctime {
			if err := o.take(hash, key, o.now(), b.Cols, row); err != nil {
				return err
			}
			continue
		}
		if times.IsNull(row) {
			return eventtime.ErrNullRowtime
		}
		if times.I64[row] <= o.progress.Now() {
			o.late()
			continue
		}
		r := rankedRow{o.encoder.sortKey(o.node.Order, b.Cols, row), o.encoder.encode(b.Cols, row)}
		o.pending.add(hash, key, times.I64[row], r, &o.timers)
	}
	return o.emit.flush()
}

// due takes the rows of a time, or gives up the first row of a partition.
func (o *match) due(t state.Timer) error {
	if t.Value == timeout {
		if !o.state.table.Live(t.Slot) {
			return nil
		}
		return o.expire(t.Slot, t.At)
	}
	hash, key := o.pending.key(t)
	for _, r := range o.pending.take(t) {
		if err := r.row.decode(o.row, 0); err != nil {
			return err
		}
		if err := o.take(hash, key, t.Value, o.row, 0); err != nil {
			return err
		}
	}
	return nil
}

// take adds the next row of a partition.
func (o *match) take(hash uint64, key []byte, time int64, columns []*batch.Vector, row int) error {
	r := matchRow{time: time, values: make([]batch.Datum, len(columns))}
	for c, v := range columns {
		r.values[c] = v.Get(row)
	}
	p, slot := o.state.at(hash, key)
	p.rows = append(p.rows, r)
	return o.advance(slot)
}

// expire gives up first rows that are too long ago for a match.
func (o *match) expire(slot int32, now int64) error {
	p := &o.state.values[slot]
	for len(p.rows) > 0 && now-p.rows[0].time >= o.node.Within {
		p.restart(1)
		if err := o.advance(slot); err != nil {
			return err
		}
	}
	return nil
}

// restart goes on with another first row.
func (p *matchPartition) restart(at int) {
	p.rows = append(p.rows[:0], p.rows[at:]...)
	p.tried, p.branches = 0, p.branches[:0]
}

// advance has the rows that are there matched, until either none is left or more are needed.
func (o *match) advance(slot int32) error {
	p := &o.state.values[slot]
	for p.tried < len(p.rows) {
		found, err := o.step(p)
		if err != nil {
			return err
		}
		switch {
		case found != nil:
			next, err := o.found(p, found)
			if err != nil {
				return err
			}
			p.restart(next)
		case len(p.branches) == 0:
			p.restart(1)
		}
	}
	if len(p.rows) == 0 {
		o.state.remove(slot)
		return nil
	}
	if o.node.Within > 0 && !o.node.Proctime {
		o.timers.Set(state.Timer{At: p.rows[0].time + o.node.Within, Slot: slot, Value: timeout})
	}
	return nil
}

// found sends a match and returns the number of the row to go on with.
func (o *match) found(p *matchPartition, b *branch) (next int, err error) {
	to, err := o.emit.row(batch.Insert)
	if err != nil {
		return 0, err
	}
	columns := o.emit.b.Cols
	for i, c := range o.node.PartitionBy {
		columns[i].Set(to, p.rows[0].values[c])
	}
	for i := range o.measures {
		v, err := o.measures[i].value(p.rows, b)
		if err != nil {
			return 0, err
		}
		columns[len(o.node.PartitionBy)+i].CopyRow(to, v, 0)
	}
	first, end := b.rowsOf(o.node.SkipTo)
	switch o.node.Skip {
	case plan.SkipToNextRow:
		return 1, nil
	case plan.SkipPastLastRow:
		return b.length(), nil
	case plan.SkipToLast:
		first = end - 1
	}
	switch {
	case first == end || first < 0:
		return 0, fmt.Errorf("could not skip to variable %s: it has no row in a match", o.variables[o.node.SkipTo].Name)
	case first == 0:
		return 0, fmt.Errorf("could not skip to first element of a match, variable %s", o.variables[o.node.SkipTo].Name)
	}
	return first, nil
}
