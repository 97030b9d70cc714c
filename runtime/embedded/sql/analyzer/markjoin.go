package analyzer

import (
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// markJoin makes a value of EXISTS or IN that does not stand alone as a condition: a left join with the distinct values of the
// subquery, which has a match or not. The value is never NULL, which is right for EXISTS, and for IN where NULL would count as
// FALSE anyway: filtered tells so.
func (r *resolver) markJoin(left plan.Node, q *subquery, filtered bool, rewrite rewriter) (plan.Node, expr.Expr) {
	inner := r.decorrelated(r, q)
	var keys, outer []expr.Expr
	if q.kind == inQuery {
		if q.not || !filtered {
			unsupported(q.at, "IN with a query within NOT, CASE or a function")
		}
		if len(inner.columns) != len(q.left) {
			fail(q.at, "IN compares %d values with a query of %d columns", len(q.left), len(inner.columns))
		}
		keys = append(keys, inner.columns...)
		for _, l := range q.left {
			outer = append(outer, rewrite(l))
		}
	}
	for _, c := range inner.correlated {
		k, o := correlatedEquality(c)
		if k == nil {
			unsupported(q.at, q.name()+" within OR, CASE or a function, with a condition on the query around that is not an equality,")
		}
		keys = append(keys, k)
		outer = append(outer, joinedSides(o, 0, rewrite))
	}
	p := &projection{}
	for _, k := range keys {
		p.append(k)
	}
	mark := p.append(constant(types.Of(types.Boolean), true))
	right := r.distinct(plan.NewCalc(inner.node, nil, p.exprs, p.names), q.at)
	width := len(left.Schema().Columns)
	conditions := make([]expr.Expr, len(keys))
	for i := range keys {
		conditions[i] = r.call(q.at, "=", nil, outer[i], expr.ShiftColumns(columnOf(right, i), width))
	}
	n := plan.NewJoin(plan.LeftJoin, left, right, expr.And(conditions...), -1)
	n.At = q.at
	return n, r.call(q.at, "IS NOT NULL", nil, columnOf(n, width+mark))
}

// inDisjunction tells whether a virtual column is reached from a condition through AND and OR alone, so that it makes no
// difference whether it is NULL or FALSE.
func inDisjunction(condition expr.Expr, virtual int) bool {
	switch e := condition.(type) {
	case *expr.Column:
		return e.Index == virtualBase+virtual
	case *expr.Call:
		if e.Name != "AND" && e.Name != "OR" {
			return false
		}
		for _, a := range e.Args {
			if inDisjunction(a, virtual) {
				return true
			}
		}
	}
	return false
}
