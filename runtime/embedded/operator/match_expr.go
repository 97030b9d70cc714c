package operator

import (
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/aggregate"
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// matchExpr is an expression over the rows of a match: what its references read is put into a batch of one row.
type matchExpr struct {
	references []matchReference
	evaluator  *expr.Evaluator
	input      batch.Batch
}

type matchReference struct {
	plan.MatchReference
	// accumulator and argument are those of an aggregate, which is computed anew from the rows.
	accumulator aggregate.Accumulator
	argument    *expr.Evaluator
	rows        *batch.Batch
	in          aggregate.Rows
}

func newMatchExpr(e *plan.MatchExpr, columns []types.Type, cfg expr.Config) (*matchExpr, error) {
	m := &matchExpr{input: batch.Batch{Len: 1}}
	for _, r := range e.References {
		reference := matchReference{MatchReference: r}
		if r.Kind == plan.MatchAggregate {
			if err := reference.compile(columns, cfg); err != nil {
				return nil, err
			}
		}
		m.references = append(m.references, reference)
		m.input.Cols = append(m.input.Cols, batch.NewVector(r.Type, 1))
	}
	var err error
	m.evaluator, err = expr.Compile(e.Expr, cfg)
	return m, err
}

func (r *matchReference) compile(columns []types.Type, cfg expr.Config) (err error) {
	call := aggregate.Call{
		Name: r.Aggregate.Name, Distinct: r.Aggregate.Distinct, Result: r.Aggregate.Type, Options: r.Aggregate.Options,
	}
	if r.Argument != nil {
		call.Args = []types.Type{r.Argument.Type()}
		if r.argument, err = expr.Compile(r.Argument, cfg); err != nil {
			return err
		}
	}
	r.rows = batch.New(columns)
	if r.accumulator, err = aggregate.New(call); err != nil {
		return fmt.Errorf("aggregate of a pattern: %w", err)
	}
	r.accumulator.Grow(1)
	return nil
}

// value evaluates the expression over the rows that a branch has taken. The result is row 0 of the vector. A row that
// is tested is among them.
func (m *matchExpr) value(rows []matchRow, b *branch) (*batch.Vector, error) {
	for i := range m.references {
		v := m.input.Cols[i]
		v.Resize(1)
		if err := m.references[i].read(v, rows, b); err != nil {
			return nil, err
		}
	}
	return m.evaluator.Eval(nil, &m.input, nil)
}

// read stores what a reference reads in row 0.
func (r *matchReference) read(to *batch.Vector, rows []matchRow, b *branch) error {
	first, end := b.rowsOf(r.Variable)
	at := first + r.Offset
	switch r.Kind {
	case plan.MatchAggregate:
		return r.aggregate(to, rows[first:end])
	case plan.MatchTime:
		to.Set(0, batch.Instant{Millis: rows[b.length()-1].time})
		return nil
	case plan.MatchLast:
		at = end - 1 - r.Offset
	}
	if at < first || at >= end {
		to.SetNull(0)
		return nil
	}
	to.Set(0, rows[at].values[r.Column])
	return nil
}

func (r *matchReference) aggregate(to *batch.Vector, rows []matchRow) error {
	r.rows.Resize(len(rows))
	r.in.Rows, r.in.Slots = r.in.Rows[:0], r.in.Slots[:0]
	for i, row := range rows {
		for c, v := range r.rows.Cols {
			v.Set(i, row.values[c])
		}
		r.in.Rows, r.in.Slots = append(r.in.Rows, int32(i)), append(r.in.Slots, 0)
	}
	if r.argument != nil {
		argument, err := r.argument.Eval(nil, r.rows, nil)
		if err != nil {
			return err
		}
		r.in.Args = []*batch.Vector{argument}
	}
	r.accumulator.Reset(0)
	if err := r.accumulator.Add(&r.in); err != nil {
		return err
	}
	return r.accumulator.Result(0, to, 0)
}
