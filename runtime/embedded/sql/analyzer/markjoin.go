package analyzer

import (
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// markJoin makes a value of EXISTS or IN that does not stand alone as a condition: a left join with the distinct values of the
// subquery, which has a match or not. The value is never NULL, which is right for EXISTS, and for IN where NULL would count as
// FALSE anyway.
func (r *resolver) markJoin(left plan.Node, q *subquery, rewrite rewriter) (plan.Node, expr.Expr) {
	return r.marked(left, q, r.equated(r, q), rewrite)
}

func (r *resolver) marked(left plan.Node, q *subquery, e *equated, rewrite rewriter) (plan.Node, expr.Expr) {
	p := &projection{}
	var sides []equalSide
	if q.kind == inQuery {
		for i, l := range q.left {
			sides = append(sides, equalSide{"=", rewrite(l), p.append(e.columns[i])})
		}
	}
	for i, k := range e.inner {
		sides = append(sides, equalSide{e.operators[i], joinedSides(e.outer[i], 0, rewrite), p.append(k)})
	}
	mark := p.append(constant(types.Of(types.Boolean), true))
	right := r.distinct(plan.NewCalc(e.node, nil, p.exprs, p.names), q.at)
	n := r.sideJoin(plan.LeftJoin, left, right, sides, q.at)
	return n, r.call(q.at, "IS NOT NULL", nil, columnOf(n, len(left.Schema().Columns)+mark))
}

// equalSide is a condition of a join with a subquery: outer, over the left node, compared with a column of the right one.
type equalSide struct {
	operator string
	outer    expr.Expr
	column   int
}

func (r *resolver) sideJoin(kind plan.JoinKind, left, right plan.Node, sides []equalSide, at ast.Pos) plan.Node {
	width := len(left.Schema().Columns)
	conditions := make([]expr.Expr, len(sides))
	for i, s := range sides {
		conditions[i] = r.call(at, s.operator, nil, s.outer, expr.ShiftColumns(columnOf(right, s.column), width))
	}
	n := plan.NewJoin(kind, left, right, expr.And(conditions...), -1)
	n.At = at
	return n
}

// membershipValue makes a value of IN with all three truth values: besides the match, it is joined to how many rows and how many
// values that are not NULL the subquery has.
func (r *resolver) membershipValue(left plan.Node, q *subquery, rewrite rewriter) (plan.Node, expr.Expr) {
	e := r.equated(r, q)
	node, match := r.marked(left, q, e, rewrite)
	unknown := false
	for i, l := range q.left {
		unknown = unknown || l.Type().Nullable || e.columns[i].Type().Nullable
	}
	value := match
	if unknown {
		var known []expr.Expr
		for _, c := range e.columns {
			known = append(known, r.call(q.at, "IS NOT NULL", nil, c))
		}
		var figures []expr.Expr
		node, figures = r.figures(node, q, e, rewrite, []figure{
			{name: "COUNT"}, {name: "COUNT", filter: expr.And(known...)},
		})
		cases := []expr.Expr{match, truth(true), r.noRows(q, figures[0]), truth(false)}
		for _, l := range q.left {
			cases = append(cases, r.call(q.at, "IS NULL", nil, rewrite(l)), noTruth())
		}
		cases = append(cases, r.call(q.at, "<", nil, figures[1], figures[0]), noTruth(), truth(false))
		value = r.call(q.at, "CASE", nil, cases...)
	}
	if q.not {
		value = r.call(q.at, "NOT", nil, value)
	}
	return node, value
}

// quantifiedJoin makes a value of a comparison with SOME or ALL values of a subquery by joining the least and the greatest of
// them, and how many there are.
func (r *resolver) quantifiedJoin(left plan.Node, q *subquery, rewrite rewriter) (plan.Node, expr.Expr) {
	e := r.equated(r, q)
	op := q.op
	if q.all { // ALL is TRUE where SOME with the opposite is FALSE
		op = map[string]string{"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "<>", "<>": "="}[op]
	}
	node, f := r.figures(left, q, e, rewrite, []figure{
		{name: "COUNT"}, {name: "COUNT", arg: e.columns[0]}, {name: "MIN", arg: e.columns[0]}, {name: "MAX", arg: e.columns[0]},
	})
	least, greatest := f[2], f[3]
	looked := rewrite(q.left[0])
	var found expr.Expr
	switch op {
	case ">", ">=":
		found = r.call(q.at, op, nil, looked, least)
	case "<", "<=":
		found = r.call(q.at, op, nil, looked, greatest)
	default: // some value is another one unless all are this one
		found = r.call(q.at, "OR", nil, r.call(q.at, "<>", nil, looked, least), r.call(q.at, "<>", nil, looked, greatest))
	}
	value := r.call(q.at, "CASE", nil,
		r.noRows(q, f[0]), truth(false),
		r.call(q.at, "IS TRUE", nil, found), truth(true),
		r.call(q.at, "<", nil, f[1], f[0]), noTruth(),
		found)
	if q.all {
		value = r.call(q.at, "NOT", nil, value)
	}
	return node, value
}

// figure is an aggregate over what a subquery gives: COUNT(*) without arg.
type figure struct {
	name        string
	arg, filter expr.Expr
}

// figures joins aggregates over what a subquery gives, for each of the values that it is correlated by. Where it gives no row,
// they are NULL; as in Flink, rows wait for the first row of a subquery that is not correlated.
func (r *resolver) figures(left plan.Node, q *subquery, e *equated, rewrite rewriter, wanted []figure) (plan.Node, []expr.Expr) {
	g := &groups{sets: [][]int{nil}, keys: e.inner}
	for i := range e.inner {
		g.sets[0] = append(g.sets[0], i)
	}
	inner := r.resolver(&scope{columns: e.node.Schema().Columns}, "SELECT")
	inner.virtuals = newVirtuals()
	var calls []expr.Expr
	for _, w := range wanted {
		c := &aggregateCall{name: w.name, filter: w.filter, at: q.at, typ: types.Of(types.BigInt).NotNull()}
		if w.arg != nil {
			c.args = []expr.Expr{w.arg}
			c.typ = aggregateType(q.at, w.name, c.args, false)
		}
		calls = append(calls, inner.addAggregate(c))
	}
	agg := inner.aggregated(e.node, g, q.at, calls...)
	p := &projection{}
	var sides []equalSide
	for i, k := range agg.keys {
		sides = append(sides, equalSide{e.operators[i], joinedSides(e.outer[i], 0, rewrite), p.append(k)})
	}
	for _, c := range calls {
		p.append(agg.replaced(c))
	}
	right := plan.NewCalc(agg.node, nil, p.exprs, p.names)
	kind := plan.LeftJoin
	if len(sides) == 0 {
		kind = plan.InnerJoin
	}
	node := r.sideJoin(kind, left, right, sides, q.at)
	out := make([]expr.Expr, len(calls))
	for i := range calls {
		out[i] = columnOf(node, len(left.Schema().Columns)+len(sides)+i)
	}
	return node, out
}

// noRows tells that a subquery has no row, by its number of rows.
func (r *resolver) noRows(q *subquery, count expr.Expr) expr.Expr {
	return r.call(q.at, "OR", nil, r.call(q.at, "IS NULL", nil, count), r.call(q.at, "=", nil, count, bigint(0)))
}

func truth(value bool) expr.Expr { return constant(types.Of(types.Boolean), value) }

// noTruth is the truth value UNKNOWN.
func noTruth() expr.Expr { return nullOf(types.Of(types.Boolean)) }

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
