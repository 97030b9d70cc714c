package analyzer

import (
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// subqueryKind tells how a query is used in an expression.
type subqueryKind uint8

const (
	existsQuery subqueryKind = iota
	inQuery
	scalarQuery
)

// subquery is a query in an expression. Planning makes a join of it.
type subquery struct {
	kind subqueryKind
	// not is NOT IN.
	not   bool
	query *ast.Query
	// left are the values that IN looks for.
	left []expr.Expr
	at   ast.Pos
	// value is what a scalar query gives, planned when it was met, because its type has to be known; nil for others.
	value *scalarSubquery
}

func (q *subquery) name() string { return [...]string{"EXISTS", "IN", "A scalar subquery"}[q.kind] }

// subquery makes a virtual column of a query.
func (r *resolver) subquery(q *subquery) expr.Expr {
	if r.virtuals == nil || !r.virtuals.subqueries || r.inAggregate != "" {
		unsupported(q.at, q.name()+" with a query in the "+r.clause+" clause")
	}
	t := types.Of(types.Boolean)
	if q.kind == scalarQuery {
		q.value = r.scalarValue(q)
		t = q.value.value.Type().WithNullable(true)
	}
	return r.virtuals.add(q, t, q.name())
}

// joinedSubqueries makes joins of the subqueries in a condition. It returns the node whose first columns are the input's, and
// what is left of the condition, nil for nothing. rewrite makes expressions over the query's input ones over the node.
func (a *analyzer) joinedSubqueries(r *resolver, input plan.Node, condition expr.Expr, rewrite rewriter) (plan.Node, expr.Expr) {
	node := input
	var rest []expr.Expr
	for _, c := range expr.Conjuncts(condition) {
		if q, not := r.membership(c); q != nil {
			node = a.membershipJoin(r, node, q, not, rewrite)
			continue
		}
		used := usedIn[*subquery](r.virtuals, c)
		values := map[int]expr.Expr{}
		for _, i := range used {
			q := r.virtuals.list[i].(*subquery)
			if q.kind == scalarQuery {
				node, values[i] = r.scalarJoin(node, q, rewrite)
			} else {
				node, values[i] = r.markJoin(node, q, inDisjunction(c, i), rewrite)
			}
		}
		rest = append(rest, bound(c, values))
	}
	if len(rest) == 0 {
		return node, nil
	}
	return node, expr.And(rest...)
}

// subqueryValues joins the subqueries of a select list.
func (a *analyzer) subqueryValues(r *resolver, node plan.Node, used []expr.Expr, rewrite rewriter) (plan.Node, map[int]expr.Expr) {
	values := map[int]expr.Expr{}
	for _, i := range usedIn[*subquery](r.virtuals, used...) {
		q := r.virtuals.list[i].(*subquery)
		if q.kind == scalarQuery {
			node, values[i] = r.scalarJoin(node, q, rewrite)
		} else {
			node, values[i] = r.markJoin(node, q, false, rewrite)
		}
	}
	return node, values
}

// membership tells EXISTS and IN that stand alone or under NOT as a condition.
func (r *resolver) membership(c expr.Expr) (q *subquery, not bool) {
	if call, ok := c.(*expr.Call); ok && call.Name == "NOT" {
		q, not = r.membership(call.Args[0])
		return q, !not
	}
	column, ok := c.(*expr.Column)
	if !ok || column.Index < virtualBase || column.Index >= correlatedBase {
		return nil, false
	}
	q, ok = r.virtuals.list[column.Index-virtualBase].(*subquery)
	if !ok || q.kind == scalarQuery {
		return nil, false
	}
	return q, false
}

// membershipJoin keeps the rows for which EXISTS or IN is TRUE, or with not FALSE.
func (a *analyzer) membershipJoin(r *resolver, left plan.Node, q *subquery, not bool, rewrite rewriter) plan.Node {
	anti := q.not != not
	inner := a.decorrelated(r, q)
	width := len(left.Schema().Columns)
	var conditions []expr.Expr
	if q.kind == inQuery {
		if len(inner.columns) != len(q.left) {
			fail(q.at, "IN compares %d values with a query of %d columns", len(q.left), len(inner.columns))
		}
		for i, l := range q.left {
			equal := r.call(q.at, "=", nil, rewrite(l), expr.ShiftColumns(inner.columns[i], width))
			if anti && equal.Type().Nullable { // NOT IN is TRUE only if no comparison is TRUE or unknown
				equal = r.call(q.at, "IS NOT FALSE", nil, equal)
			}
			conditions = append(conditions, equal)
		}
	}
	for _, c := range inner.correlated {
		conditions = append(conditions, joinedSides(c, width, rewrite))
	}
	kind := plan.SemiJoin
	if anti {
		kind = plan.AntiJoin
	}
	n := plan.NewJoin(kind, left, inner.node, expr.And(conditions...), -1)
	n.At = q.at
	return n
}

// joinedSides makes a join condition of a correlated one: the subquery's columns follow those of the query around.
func joinedSides(e expr.Expr, width int, rewrite rewriter) expr.Expr {
	return expr.ReplaceColumns(e, func(c *expr.Column) expr.Expr {
		moved := *c
		if c.Index >= correlatedBase {
			moved.Index -= correlatedBase
			return rewrite(&moved)
		}
		moved.Index += width
		return &moved
	})
}

// decorrelatedQuery is a subquery without its conditions on the query around.
type decorrelatedQuery struct {
	node plan.Node
	// columns are the selected values over node.
	columns []expr.Expr
	// correlated are conditions over node and, from correlatedBase on, the query around.
	correlated []expr.Expr
}

// decorrelated plans a subquery of EXISTS or IN. Conditions on the query around are pulled out of its WHERE; elsewhere they
// are refused.
func (a *analyzer) decorrelated(r *resolver, q *subquery) *decorrelatedQuery {
	s, simple := simpleSelect(q.query)
	if !simple {
		node := a.query(q.query, context{outer: r.scope, ctes: r.ctes})
		out := &decorrelatedQuery{node: node}
		for i := range node.Schema().Columns {
			out.columns = append(out.columns, columnOf(node, i))
		}
		return out
	}
	node, scope, correlated := a.correlatedFrom(r, s)
	out := &decorrelatedQuery{node: node, correlated: correlated}
	items := a.resolver(scope, "SELECT")
	items.virtuals = newVirtuals()
	for _, c := range items.selectItems(s.Items) {
		out.columns = append(out.columns, c.value)
	}
	return out
}

// correlatedFrom plans FROM and WHERE of a subquery and pulls out the conditions on the query around.
func (a *analyzer) correlatedFrom(r *resolver, s *ast.Select) (plan.Node, *scope, []expr.Expr) {
	ctx := context{ctes: r.ctes}
	input := a.from(s.From, ctx)
	input.scope.outer = r.scope
	if s.Where == nil {
		return input.node, input.scope, nil
	}
	w := a.resolver(input.scope, "WHERE")
	w.virtuals = newVirtuals()
	w.virtuals.subqueries, w.correlated, w.ctes = true, true, r.ctes
	var local, correlated []expr.Expr
	for _, c := range expr.Conjuncts(w.boolean(s.Where)) {
		if isCorrelated(c) {
			if len(usedIn[*subquery](w.virtuals, c)) > 0 {
				unsupported(s.Where.Position(), "A subquery within a condition on the query around")
			}
			correlated = append(correlated, c)
		} else {
			local = append(local, c)
		}
	}
	if len(local) == 0 {
		return input.node, input.scope, correlated
	}
	columns := len(input.node.Schema().Columns)
	node, rest := a.joinedSubqueries(w, input.node, expr.And(local...), unchanged)
	return filtered(node, rest, columns), input.scope, correlated
}

func isCorrelated(e expr.Expr) bool {
	refs := expr.References(e)
	return len(refs) > 0 && refs[len(refs)-1] >= correlatedBase
}

// simpleSelect is the SELECT of a query that does nothing but join, filter and project.
func simpleSelect(q *ast.Query) (*ast.Select, bool) {
	s, ok := q.Body.(*ast.Select)
	if !ok || q.With != nil || q.OrderBy != nil || q.Offset != nil || q.Limit != nil {
		return s, false
	}
	return s, s.GroupBy == nil && s.Having == nil && !s.Distinct && !hasAggregates(s.Items)
}

// hasAggregates tells whether a select list calls an aggregate or a function over a window.
func hasAggregates(items []*ast.SelectItem) bool {
	found := false
	for _, item := range items {
		if item.Expr == nil {
			continue
		}
		walkCalls(item.Expr, func(f *ast.FuncCall) {
			found = found || f.Over != nil || isAggregateName(f.FuncName()) || isGroupAuxiliary(f.FuncName())
		})
	}
	return found
}

// scalarSubquery is a planned scalar subquery.
type scalarSubquery struct {
	node plan.Node
	// keys are columns of node and outer the expressions of the query around (from correlatedBase on) that they must equal.
	keys, outer []expr.Expr
	// value is over node; counts are the columns of node that are 0 where there is no row.
	value  expr.Expr
	counts []int
}

// scalarValue plans a scalar subquery: one row of one column, or for each of the values that it is correlated by.
func (r *resolver) scalarValue(q *subquery) *scalarSubquery {
	a := r.analyzer
	s, ok := q.query.Body.(*ast.Select)
	global := ok && q.query.With == nil && s.GroupBy == nil && s.Having == nil && !s.Distinct && len(s.Items) == 1 &&
		!s.Items[0].Star && hasAggregates(s.Items) && q.query.OrderBy == nil && q.query.Limit == nil && q.query.Offset == nil
	if global {
		return a.globalAggregate(r, s)
	}
	node := a.query(q.query, context{outer: r.scope, ctes: r.ctes})
	if n := len(node.Schema().Columns); n != 1 {
		fail(q.at, "A scalar subquery must have one column, but has %d", n)
	}
	t := node.Schema().Columns[0].Type
	n := &plan.GroupAggregate{Aggs: []plan.AggregateCall{{
		Name: "SINGLE_VALUE", Args: []int{0}, Filter: -1, Type: t.WithNullable(true), OutputName: "SINGLE_VALUE",
	}}, StateTTL: a.config.stateTTL}
	n.At = q.at
	single := plan.Connect(n, node)
	return &scalarSubquery{node: single, value: columnOf(single, 0)}
}

// globalAggregate plans SELECT aggregate FROM ... [WHERE ...], grouped by what it is correlated by.
func (a *analyzer) globalAggregate(r *resolver, s *ast.Select) *scalarSubquery {
	node, scope, correlated := a.correlatedFrom(r, s)
	out := &scalarSubquery{}
	g := &groups{sets: [][]int{nil}}
	for _, c := range correlated {
		inner, outer := correlatedEquality(c)
		if inner == nil {
			unsupported(s.Where.Position(), "A scalar subquery with a condition on the query around that is not an equality")
		}
		g.keys = append(g.keys, inner)
		out.outer = append(out.outer, outer)
	}
	item := a.resolver(scope, "SELECT")
	item.virtuals = newVirtuals()
	item.virtuals.aggregates = true
	value := item.resolve(s.Items[0].Expr)
	agg := item.aggregated(node, g, s.Pos, value)
	out.node, out.keys, out.value = agg.node, agg.keys, agg.replaced(value)
	for i, v := range agg.values {
		if call, ok := item.virtuals.list[i].(*aggregateCall); ok && call.name == "COUNT" {
			out.counts = append(out.counts, v.(*expr.Column).Index)
		}
	}
	return out
}

// correlatedEquality takes inner = outer apart; nil where the condition is another one.
func correlatedEquality(e expr.Expr) (inner, outer expr.Expr) {
	call, ok := e.(*expr.Call)
	if !ok || call.Name != "=" {
		return nil, nil
	}
	a, b := call.Args[0], call.Args[1]
	if isCorrelated(a) {
		a, b = b, a
	}
	if isCorrelated(a) || !isCorrelated(b) || len(expr.References(b)) > 0 && expr.References(b)[0] < correlatedBase {
		return nil, nil
	}
	return a, b
}

// scalarJoin joins a scalar subquery to a node, whose columns the query around's expressions become by rewrite. It returns
// the value.
func (r *resolver) scalarJoin(left plan.Node, q *subquery, rewrite rewriter) (plan.Node, expr.Expr) {
	v := q.value
	width := len(left.Schema().Columns)
	var conditions []expr.Expr
	for i, k := range v.keys {
		outer := joinedSides(v.outer[i], 0, rewrite)
		conditions = append(conditions, r.call(q.at, "=", nil, outer, expr.ShiftColumns(k, width)))
	}
	n := plan.NewJoin(plan.LeftJoin, left, v.node, expr.And(conditions...), -1)
	n.At = q.at
	value := expr.ReplaceColumns(v.value, func(c *expr.Column) expr.Expr {
		joined := columnOf(n, c.Index+width)
		for _, count := range v.counts {
			if c.Index == count {
				return r.call(q.at, "COALESCE", nil, joined, constant(types.Of(types.BigInt), batch.Datum(int64(0))))
			}
		}
		return joined
	})
	return n, value
}
