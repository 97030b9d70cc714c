package operator

import (
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/pattern"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// matchExpr is an expression over the rows of a match: what its references read is put into a batch of one row.
type matchExpr struct {
	references []plan.MatchReference
	// aggregates are those of the references of that kind, by the number of the reference.
	aggregates []*matchAggregate
	evaluator  *expr.Evaluator
	rows       *matchRows
	input      batch.Batch
}

func newMatchExpr(e *plan.MatchExpr, rows *matchRows, cfg expr.Config) (*matchExpr, error) {
	m := &matchExpr{
		references: e.References, aggregates: make([]*matchAggregate, len(e.References)), rows: rows, input: batch.Batch{Len: 1},
	}
	for i := range e.References {
		r := &e.References[i]
		m.input.Cols = append(m.input.Cols, batch.NewVector(r.Type, 1))
		if r.Kind != plan.MatchAggregate {
			continue
		}
		var err error
		if m.aggregates[i], err = newMatchAggregate(r, rows, cfg); err != nil {
			return nil, fmt.Errorf("aggregate over a pattern variable: %w", err)
		}
	}
	var err error
	m.evaluator, err = expr.Compile(e.Expr, cfg)
	return m, err
}

// value evaluates the expression over the rows up to a step. The result is row 0 of the vector.
func (m *matchExpr) value(last *pattern.Step, time int64) (*batch.Vector, error) {
	for i := range m.references {
		to := m.input.Cols[i]
		to.Resize(1)
		if err := m.read(i, to, last, time); err != nil {
			return nil, err
		}
	}
	return m.evaluator.Eval(nil, &m.input, nil)
}

// read stores what a reference reads in row 0.
func (m *matchExpr) read(reference int, to *batch.Vector, last *pattern.Step, time int64) error {
	r := &m.references[reference]
	var s *pattern.Step
	switch r.Kind {
	case plan.MatchAggregate:
		return m.aggregates[reference].value(to, last)
	case plan.MatchTime:
		to.Set(0, batch.Instant{Millis: time})
		return nil
	case plan.MatchLast:
		s = last.FromLast(r.Variable, r.Offset)
	case plan.MatchFirst:
		s = last.FromFirst(r.Variable, r.Offset)
	}
	if s == nil {
		to.SetNull(0)
		return nil
	}
	columns, err := m.rows.read(s.Row)
	if err != nil {
		return err
	}
	to.CopyRow(0, columns[r.Column], 0)
	return nil
}
