package operator

import (
	"slices"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/pattern"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// matchConditions are the conditions of all variables of a pattern; nil is one that every row fits.
type matchConditions []*matchCondition

// matchCondition is a condition of DEFINE. One that reads nothing but the row that is tested is evaluated once for all runs.
type matchCondition struct {
	expr  *matchExpr
	alone bool
	row   *pattern.Row
	fits  bool
}

func newMatchCondition(variable int, e *plan.MatchExpr, rows *matchRows, cfg expr.Config) (*matchCondition, error) {
	if e == nil {
		return nil, nil
	}
	compiled, err := newMatchExpr(e, rows, cfg)
	if err != nil {
		return nil, err
	}
	alone := !slices.ContainsFunc(e.References, func(r plan.MatchReference) bool {
		return r.Kind != plan.MatchLast || r.Offset > 0 || r.Variable >= 0 && r.Variable != variable
	})
	return &matchCondition{expr: compiled, alone: alone && len(e.References) > 0}, nil
}

// Fits implements pattern.Conditions.
func (c matchConditions) Fits(s *pattern.Step) (bool, error) {
	condition := c[s.Variable]
	if condition == nil {
		return true, nil
	}
	if condition.alone && condition.row == s.Row {
		return condition.fits, nil
	}
	v, err := condition.expr.value(s, s.Row.Time)
	if err != nil {
		return false, err
	}
	condition.row, condition.fits = s.Row, v.Bool[0] && !v.IsNull(0)
	return condition.fits, nil
}
