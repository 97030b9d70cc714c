package operator

import (
	"github.com/penstock/penstock/runtime/embedded/aggregate"
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/pattern"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// matchAggregate is an aggregate over the rows of a variable. It is computed anew from these.
type matchAggregate struct {
	variable    int
	accumulator aggregate.Accumulator
	// argument is nil for COUNT(*).
	argument *expr.Evaluator
	rows     *batch.Batch
	in       aggregate.Rows
}

func newMatchAggregate(r *plan.MatchReference, rows *matchRows, cfg expr.Config) (*matchAggregate, error) {
	a := &matchAggregate{variable: r.Variable, rows: batch.New(rows.columns)}
	call := aggregate.Call{
		Name: r.Aggregate.Name, Distinct: r.Aggregate.Distinct, Result: r.Aggregate.Type, Options: r.Aggregate.Options,
	}
	var err error
	if r.Argument != nil {
		call.Args = []types.Type{r.Argument.Type()}
		a.in.Args = make([]*batch.Vector, 1)
		if a.argument, err = expr.Compile(r.Argument, cfg); err != nil {
			return nil, err
		}
	}
	if a.accumulator, err = aggregate.New(call); err != nil {
		return nil, err
	}
	a.accumulator.Grow(1)
	return a, nil
}

// value stores the result over the rows up to a step in row 0.
func (a *matchAggregate) value(to *batch.Vector, last *pattern.Step) error {
	n := last.Count(a.variable)
	a.rows.Resize(n)
	a.in.Rows, a.in.Slots = a.in.Rows[:0], a.in.Slots[:0]
	for i, s := n-1, last.Last(a.variable); i >= 0; i, s = i-1, s.Previous {
		if err := encodedRow(s.Row.Data).decode(a.rows.Cols, i); err != nil {
			return err
		}
	}
	for i := range n {
		a.in.Rows, a.in.Slots = append(a.in.Rows, int32(i)), append(a.in.Slots, 0)
	}
	if a.argument != nil {
		var err error
		if a.in.Args[0], err = a.argument.Eval(nil, a.rows, nil); err != nil {
			return err
		}
	}
	a.accumulator.Reset(0)
	if err := a.accumulator.Add(&a.in); err != nil {
		return err
	}
	return a.accumulator.Result(0, to, 0)
}
