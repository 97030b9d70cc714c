package operator

import (
	"fmt"
	"math"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/eventtime"
	"github.com/penstock/penstock/runtime/embedded/pattern"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// match is MATCH_RECOGNIZE. Rows wait until the watermark passes them and are then offered in order to the automaton of their
// partition. In processing time they are offered as they come; each comes at an instant of its own, so that further columns
// of ORDER BY have nothing to order.
type match struct {
	timed
	node     *plan.MatchRecognize
	matcher  pattern.Matcher
	measures []*matchExpr
	now      func() int64

	pending *pendingRows
	state   *keyed[pattern.Partition]
	keys    batch.Keys
	encoder rowEncoder
	rows    *matchRows
}

// NewMatch returns the operator of a MatchRecognize node.
func NewMatch(node *plan.MatchRecognize) Operator {
	variables := make([]pattern.Variable, len(node.Variables))
	for i, v := range node.Variables {
		variables[i] = pattern.Variable{Min: v.Min, Max: v.Max, Reluctant: v.Reluctant}
	}
	o := &match{node: node, pending: newPendingRows(), state: newKeyed[pattern.Partition]()}
	o.matcher = pattern.Matcher{
		Automaton: pattern.Compile(variables), Skip: matchSkip(node), Within: node.Within, Found: o.send,
	}
	return o
}

func matchSkip(node *plan.MatchRecognize) pattern.Skip {
	switch node.Skip {
	case plan.SkipPastLastRow:
		return pattern.Skip{Kind: pattern.PastLastRow}
	case plan.SkipToFirst:
		return pattern.Skip{Kind: pattern.ToFirst, Variable: node.SkipTo, Name: node.Variables[node.SkipTo].Name}
	case plan.SkipToLast:
		return pattern.Skip{Kind: pattern.ToLast, Variable: node.SkipTo, Name: node.Variables[node.SkipTo].Name}
	}
	return pattern.Skip{Kind: pattern.ToNextRow}
}

// matchState is the name of the keyed state of partitions.
const matchState = "runs"

// giveUp is the Value of a timer at which runs of a partition become too old, as opposed to one of rows that wait.
const giveUp = math.MinInt64

// Open implements Operator.
func (o *match) Open(c *Context, out Output) error {
	if err := o.open(c, out, o.node, o.due); err != nil {
		return err
	}
	o.now = func() int64 { return c.Clock().UnixMilli() }
	o.rows = newMatchRows(o.node.In[0].Schema().Types())
	conditions := make(matchConditions, len(o.node.Variables))
	for i, v := range o.node.Variables {
		condition, err := newMatchCondition(i, v.Condition, o.rows, c.exprConfig())
		if err != nil {
			return fmt.Errorf("condition of pattern variable %s: %w", v.Name, err)
		}
		conditions[i] = condition
	}
	o.matcher.Conditions = conditions
	for i := range o.node.Measures {
		m := &o.node.Measures[i]
		measure, err := newMatchExpr(&m.Value, o.rows, c.exprConfig())
		if err != nil {
			return fmt.Errorf("measure %s: %w", m.Name, err)
		}
		o.measures = append(o.measures, measure)
	}
	o.keepOnDisk(o.pending.table, o.state.table)
	o.about = func(t state.Timer) *state.Table {
		if t.Value == giveUp {
			return o.state.table
		}
		return o.pending.table
	}
	if err := o.pending.load(c.Restored, o.signature(), &o.timed); err != nil {
		return err
	}
	o.state.size = func(p *pattern.Partition, _ int32) int { return p.Size() }
	o.state.copies = partitionCopies
	return o.state.restore(c.Restored, matchState, o.signature(), content[pattern.Partition]{
		encode: func(dst []byte, p *pattern.Partition, _ int32) []byte { return p.Append(dst) }, decode: o.restorePartition,
		due: o.gaveUp, evicted: o.evicted,
	})
}

// partitionCopies is how much more than what is written of a partition both it and that take: a step has 48 bytes, and about as many in the
// index by which it is numbered when it is written, and 7 there.
const partitionCopies = 16

// settledRows is after how many rows memory is looked at: a row is kept once for each run that takes it.
const settledRows = 32

// Process implements Operator.
func (o *match) Process(_ int, b *batch.Batch) error {
	o.keys.Encode(b, o.node.PartitionBy)
	times := b.Cols[o.node.Order[0].Column]
	for i := range b.Rows() {
		if i%settledRows == 0 {
			o.settle()
		}
		row := b.Row(i)
		if err := o.meet(b, row); err != nil {
			return err
		}
		hash, key := o.keys.Hash(i), o.keys.Key(i)
		if o.node.Proctime {
			if err := o.take(hash, key, o.now(), o.encoder.encode(b.Cols, row)); err != nil {
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
		r := rankedRow{key: o.encoder.sortKey(o.node.Order, b.Cols, row), row: o.encoder.encode(b.Cols, row)}
		o.pending.add(hash, key, times.I64[row], r, &o.timers)
	}
	return o.emit.flush()
}

// due offers the rows of a time to their partition, or has a partition give up what is too old.
func (o *match) due(t state.Timer) error {
	if t.Value == giveUp {
		if !o.state.table.Live(t.Slot) {
			return nil
		}
		o.state.touch(t.Slot)
		p := &o.state.values[t.Slot]
		if err := o.matcher.Advance(p, t.At); err != nil {
			return err
		}
		o.forget(p, t.Slot)
		return nil
	}
	hash, key := o.pending.key(t)
	for _, r := range o.pending.take(t) {
		if err := o.take(hash, key, t.Value, r.row); err != nil {
			return err
		}
	}
	return nil
}

// take offers the next row of a partition.
func (o *match) take(hash uint64, key []byte, time int64, row encodedRow) error {
	p, slot := o.state.at(hash, key)
	began, err := o.matcher.Take(p, time, string(row))
	if err != nil {
		return err
	}
	if began {
		o.giveUpLater(time, slot)
	}
	o.forget(p, slot)
	return nil
}

// giveUpLater sets the timer for runs that began at a time. In processing time the next row does what it would do.
func (o *match) giveUpLater(began int64, slot int32) {
	if o.node.Within > 0 && !o.node.Proctime {
		o.timers.Set(state.Timer{At: began + o.node.Within, Slot: slot, Value: giveUp})
	}
}

// gaveUp is when the first run of a partition becomes too old.
func (o *match) gaveUp(p *pattern.Partition) int64 {
	first := state.Never
	if o.node.Within > 0 && !o.node.Proctime {
		p.Began(func(time int64) { first = min(first, time+o.node.Within) })
	}
	return first
}

// forget drops a partition of which there is nothing to know.
func (o *match) forget(p *pattern.Partition, slot int32) {
	if p.Idle() {
		o.state.remove(slot)
	}
}

// send gives out a match.
func (o *match) send(last *pattern.Step, time int64) error {
	to, err := o.emit.row(batch.Insert)
	if err != nil {
		return err
	}
	columns := o.emit.b.Cols
	row, err := o.rows.read(last.Row)
	if err != nil {
		return err
	}
	for i, c := range o.node.PartitionBy {
		columns[i].CopyRow(to, row[c], 0)
	}
	for i, m := range o.measures {
		v, err := m.value(last, time)
		if err != nil {
			return err
		}
		columns[len(o.node.PartitionBy)+i].CopyRow(to, v, 0)
	}
	return nil
}
