package analyzer

import (
	"slices"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// scalarSubquery is a planned scalar subquery.
type scalarSubquery struct {
	node plan.Node
	// keys are columns of node and outer the expressions of the query around (from correlatedBase on) that they must equal by
	// operators.
	keys, outer []expr.Expr
	operators   []string
	// values are over node; counts are the columns of node that are 0 where there is no row.
	values []expr.Expr
	counts []int
}

// scalarValue plans a scalar subquery: one row of one column, or for each of the values that it is correlated by.
func (r *resolver) scalarValue(q *subquery) *scalarSubquery {
	a := r.analyzer
	if s, ok := isGlobal(q.query); ok && len(s.Items) == 1 {
		return a.globalAggregate(r, s)
	}
	e := a.equated(r, q)
	if n := len(e.columns); n != 1 {
		fail(q.at, "A scalar subquery must have one column, but has %d", n)
	}
	p := &projection{}
	out := &scalarSubquery{outer: e.outer, operators: e.operators}
	keys := make([]int, len(e.inner))
	for i, k := range e.inner {
		keys[i] = p.append(k)
	}
	value := p.append(e.columns[0])
	t := e.columns[0].Type()
	n := &plan.GroupAggregate{Keys: keys, Aggs: []plan.AggregateCall{{
		Name: "SINGLE_VALUE", Args: []int{value}, Filter: -1, Type: t.WithNullable(true), OutputName: "SINGLE_VALUE",
	}}, StateTTL: a.config.stateTTL}
	n.At = q.at
	out.node = plan.Connect(n, p.over(e.node))
	for i := range keys {
		out.keys = append(out.keys, columnOf(out.node, i))
	}
	out.values = []expr.Expr{columnOf(out.node, len(keys))}
	return out
}

// isGlobal finds the SELECT of a query that only aggregates all rows of its input.
func isGlobal(q *ast.Query) (*ast.Select, bool) {
	s, ok := q.Body.(*ast.Select)
	if !ok || q.With != nil || q.OrderBy != nil || q.Limit != nil || q.Offset != nil {
		return nil, false
	}
	plain := !slices.ContainsFunc(s.Items, func(i *ast.SelectItem) bool { return i.Star })
	return s, plain && s.GroupBy == nil && s.Having == nil && !s.Distinct && hasAggregates(s.Items) && !hasWindows(s.Items)
}

// globalAggregate plans SELECT aggregates FROM ... [WHERE ...], grouped by what it is correlated by.
func (a *analyzer) globalAggregate(r *resolver, s *ast.Select) *scalarSubquery {
	out := &scalarSubquery{}
	g := &groups{sets: [][]int{nil}}
	node, around, correlated := a.correlatedFrom(r, s)
	if around == nil || !groupable(correlated) || a.selectsAround(r, s, around) {
		rel := a.boundGlobal(r, s)
		node, around = rel.node, rel.scope
		correlated = rel.scope.bound.equalities(r, s.Pos, node)
	}
	for _, c := range correlated {
		inner, outer := correlatedEquality(c)
		g.keys = append(g.keys, inner)
		out.outer = append(out.outer, outer)
		out.operators = append(out.operators, c.(*expr.Call).Name)
	}
	item := a.resolver(around, "SELECT")
	item.virtuals = newVirtuals()
	item.virtuals.aggregates = true
	var items []expr.Expr
	for _, c := range item.selectItems(s.Items) {
		items = append(items, c.value)
	}
	agg := item.aggregated(node, g, s.Pos, items...)
	out.node, out.keys = agg.node, agg.keys
	for _, value := range items {
		out.values = append(out.values, agg.replaced(value))
	}
	for i, v := range agg.values {
		if call, ok := item.virtuals.list[i].(*aggregateCall); ok && call.name == "COUNT" {
			out.counts = append(out.counts, v.(*expr.Column).Index)
		}
	}
	return out
}

// groupable tells whether conditions on the query around are all equalities, so that a subquery can be grouped by them.
func groupable(correlated []expr.Expr) bool {
	for _, c := range correlated {
		if inner, _ := correlatedEquality(c); inner == nil {
			return false
		}
	}
	return true
}

// selectsAround tells whether the items of a SELECT name the query around.
func (a *analyzer) selectsAround(r *resolver, s *ast.Select, inner *scope) bool {
	item := a.resolver(inner, "SELECT")
	item.virtuals, item.correlated = newVirtuals(), true
	item.virtuals.aggregates = true
	var used []expr.Expr
	for _, c := range item.selectItems(s.Items) {
		used = append(used, c.value)
	}
	for _, what := range item.virtuals.list {
		if call, ok := what.(*aggregateCall); ok {
			used = append(append(used, call.args...), call.filter)
		}
	}
	return slices.ContainsFunc(used, func(e expr.Expr) bool { return e != nil && isCorrelated(e) })
}

// correlatedEquality takes inner = outer apart; nil where the condition is another one.
func correlatedEquality(e expr.Expr) (inner, outer expr.Expr) {
	call, ok := e.(*expr.Call)
	if !ok || call.Name != "=" && call.Name != "IS NOT DISTINCT FROM" {
		return nil, nil
	}
	a, b := call.Args[0], call.Args[1]
	if isCorrelated(a) {
		a, b = b, a
	}
	if isCorrelated(a) || !isCorrelated(b) || expr.References(b)[0] < correlatedBase {
		return nil, nil
	}
	return a, b
}

// scalarJoin joins a scalar subquery to a node, whose columns the query around's expressions become by rewrite. It returns
// the value.
func (r *resolver) scalarJoin(left plan.Node, q *subquery, rewrite rewriter) (plan.Node, expr.Expr) {
	v := q.value
	n, values := r.aggregateJoin(plan.LeftJoin, left, v, q.at, rewrite)
	return n, r.counted(values[0], v, len(left.Schema().Columns), q.at)
}

// counted makes counts in a value 0 where there was nothing to count. The subquery's columns begin at width.
func (r *resolver) counted(value expr.Expr, v *scalarSubquery, width int, at ast.Pos) expr.Expr {
	return expr.ReplaceColumns(value, func(c *expr.Column) expr.Expr {
		if slices.Contains(v.counts, c.Index-width) {
			return r.call(at, "COALESCE", nil, c, bigint(0))
		}
		return c
	})
}

// aggregateJoin joins the rows of a subquery that has at most one for each of the values that it is correlated by.
func (r *resolver) aggregateJoin(kind plan.JoinKind, left plan.Node, v *scalarSubquery, at ast.Pos, rewrite rewriter) (plan.Node, []expr.Expr) {
	width := len(left.Schema().Columns)
	var conditions []expr.Expr
	for i, k := range v.keys {
		outer := joinedSides(v.outer[i], 0, rewrite)
		conditions = append(conditions, r.call(at, v.operators[i], nil, outer, expr.ShiftColumns(k, width)))
	}
	n := plan.NewJoin(kind, left, v.node, expr.And(conditions...), -1)
	n.At = at
	values := make([]expr.Expr, len(v.values))
	for i, value := range v.values {
		values[i] = expr.ReplaceColumns(value, func(c *expr.Column) expr.Expr { return columnOf(n, c.Index+width) })
	}
	return n, values
}
