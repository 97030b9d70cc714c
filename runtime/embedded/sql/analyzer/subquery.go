package analyzer

import (
	"slices"

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
	quantifiedQuery
	lateralQuery
)

// subquery is a query in an expression. Planning makes a join of it.
type subquery struct {
	kind subqueryKind
	// not is NOT IN.
	not   bool
	query *ast.Query
	// left are the values that IN looks for, or the one that op compares with SOME or, with all, ALL values of the query.
	left []expr.Expr
	op   string
	all  bool
	at   ast.Pos
	// value is what a scalar query gives, planned when it was met, because its type has to be known; nil for others.
	value *scalarSubquery
}

func (q *subquery) name() string {
	return [...]string{"EXISTS", "IN", "A scalar subquery", "A comparison with SOME or ALL", "LATERAL"}[q.kind]
}

// subquery makes a virtual column of a query.
func (r *resolver) subquery(q *subquery) expr.Expr {
	if r.virtuals == nil || !r.virtuals.subqueries {
		unsupported(q.at, q.name()+" with a query in the "+r.clause+" clause")
	}
	if s, ok := isGlobal(q.query); ok && q.kind == existsQuery { // it has a row whatever there is to aggregate
		r.globalAggregate(r, s)
		return truth(true)
	}
	t := types.Of(types.Boolean)
	if q.kind == inQuery || q.kind == quantifiedQuery {
		r.checkWidth(q)
	}
	if q.kind == scalarQuery {
		q.value = r.scalarValue(q)
		t = q.value.values[0].Type().WithNullable(true)
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
		values := map[int]expr.Expr{}
		for _, i := range usedIn[*subquery](r.virtuals, c) {
			node, values[i] = r.valueJoin(node, r.virtuals.list[i].(*subquery), inDisjunction(c, i), rewrite)
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
		node, values[i] = r.valueJoin(node, r.virtuals.list[i].(*subquery), false, rewrite)
	}
	return node, values
}

// valueJoin joins what is needed for the value of a subquery to a node. filtered tells that it makes no difference whether the
// value is NULL or FALSE.
func (r *resolver) valueJoin(node plan.Node, q *subquery, filtered bool, rewrite rewriter) (plan.Node, expr.Expr) {
	switch q.kind {
	case scalarQuery:
		return r.scalarJoin(node, q, rewrite)
	case quantifiedQuery:
		return r.quantifiedJoin(node, q, rewrite)
	case inQuery:
		if !filtered || q.not {
			return r.membershipValue(node, q, rewrite)
		}
	}
	return r.markJoin(node, q, rewrite)
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
	if !ok || q.kind != existsQuery && q.kind != inQuery {
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
		for i, l := range q.left {
			equal := r.call(q.at, "=", nil, rewrite(l), joinedSides(inner.columns[i], width, rewrite))
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
	// names are those of columns.
	names []string
	// correlated are conditions over node and, from correlatedBase on, the query around.
	correlated []expr.Expr
}

// decorrelated plans a subquery of EXISTS or IN. Conditions on the query around are pulled out of its WHERE.
func (a *analyzer) decorrelated(r *resolver, q *subquery) *decorrelatedQuery {
	query := q.query
	if q.kind == existsQuery {
		query = a.withoutLimit(query)
	}
	s, simple := simpleSelect(query)
	if !simple {
		return a.dependent(r, q, query)
	}
	node, scope, correlated := a.correlatedFrom(r, s)
	if scope == nil {
		return a.dependent(r, q, query)
	}
	out := &decorrelatedQuery{node: node, correlated: correlated}
	items := a.resolver(scope, "SELECT")
	items.virtuals, items.correlated = newVirtuals(), true
	for _, c := range items.selectItems(s.Items) {
		out.columns, out.names = append(out.columns, c.value), append(out.names, c.name)
	}
	return out
}

// equated is a subquery whose only conditions on the query around are equalities: inner are expressions over its node, outer
// those that they equal.
type equated struct {
	*decorrelatedQuery
	inner, outer []expr.Expr
	operators    []string
}

// equated plans a subquery for a value. What refers to the query around otherwise than by equalities is bound to its values.
func (a *analyzer) equated(r *resolver, q *subquery) *equated {
	d := a.decorrelated(r, q)
	e, ok := equalitiesOf(d)
	if !ok {
		e, _ = equalitiesOf(a.dependent(r, q, q.query))
	}
	return e
}

func equalitiesOf(d *decorrelatedQuery) (*equated, bool) {
	e := &equated{decorrelatedQuery: d}
	for _, c := range d.correlated {
		inner, outer := correlatedEquality(c)
		if inner == nil {
			return nil, false
		}
		e.inner, e.outer = append(e.inner, inner), append(e.outer, outer)
		e.operators = append(e.operators, c.(*expr.Call).Name)
	}
	return e, !slices.ContainsFunc(d.columns, isCorrelated)
}

// dependent plans a subquery that may refer to the query around anywhere.
func (a *analyzer) dependent(r *resolver, q *subquery, query *ast.Query) *decorrelatedQuery {
	out := &decorrelatedQuery{}
	var b *bindings
	if s, ok := query.Body.(*ast.Select); ok && query.With == nil && query.OrderBy == nil && query.Limit == nil && query.Offset == nil {
		if out.node, b = a.boundSelect(r, s); b != nil {
			out.correlated = b.equalities(r, q.at, out.node)
		}
	}
	first := len(out.correlated)
	if b == nil {
		out.node = a.query(query, context{outer: r.scope, ctes: r.ctes})
	}
	for i := first; i < len(out.node.Schema().Columns); i++ {
		c := columnOf(out.node, i)
		out.columns, out.names = append(out.columns, c), append(out.names, c.Name)
	}
	return out
}

// withoutLimit is a query of EXISTS without what makes no difference to whether it has a row.
func (a *analyzer) withoutLimit(q *ast.Query) *ast.Query {
	if q.Offset != nil || q.Limit != nil && a.count(q.Limit, "LIMIT") == 0 {
		return q
	}
	all := *q
	all.OrderBy, all.Limit = nil, nil
	return &all
}

// checkWidth refuses IN and comparisons whose sides have different numbers of columns, as far as the select list tells.
func (r *resolver) checkWidth(q *subquery) {
	s, ok := q.query.Body.(*ast.Select)
	if !ok || slices.ContainsFunc(s.Items, func(i *ast.SelectItem) bool { return i.Star }) {
		return
	}
	if len(s.Items) != len(q.left) {
		fail(q.at, "Values passed to %s operator must have compatible types: %d are compared with a query of %d columns", q.name(), len(q.left), len(s.Items))
	}
}

// deepReference is the panic of a name that means a column of the query around the one of this scope.
type deepReference struct{ scope *scope }

// correlatedFrom plans FROM and WHERE of a subquery and pulls out the conditions on the query around. The scope is nil where a
// subquery stands within one of them, which cannot be pulled out, or refers to the query around itself.
func (a *analyzer) correlatedFrom(r *resolver, s *ast.Select) (node plan.Node, inner *scope, correlated []expr.Expr) {
	ctx := context{ctes: r.ctes}
	input := a.from(s.From, ctx)
	defer func() {
		if p := recover(); p == (deepReference{input.scope}) {
			node, inner, correlated = nil, nil, nil
		} else if p != nil {
			panic(p)
		}
	}()
	input.scope.outer = r.scope
	if s.Where == nil {
		return input.node, input.scope, nil
	}
	w := a.resolver(input.scope, "WHERE")
	w.virtuals, w.input = newVirtuals(), input.node
	w.virtuals.subqueries, w.correlated, w.ctes = true, true, r.ctes
	var local []expr.Expr
	for _, c := range expr.Conjuncts(w.boolean(s.Where)) {
		if isCorrelated(c) {
			if len(usedIn[*subquery](w.virtuals, c)) > 0 {
				return nil, nil, nil
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
	joined, rest := a.joinedSubqueries(w, input.node, expr.And(local...), unchanged)
	return filtered(joined, rest, columns), input.scope, correlated
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
