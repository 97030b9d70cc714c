package analyzer

import (
	"slices"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// lateralJoin joins each row with what a subquery gives for it: LATERAL (SELECT ... WHERE inner = outer). The conditions on
// the tables before are pulled out of the subquery's WHERE and become those of a join; a subquery that aggregates is grouped by
// what it uses of them, and gives no row where it has none to aggregate. With LEFT JOIN a single count is 0 there, as Flink's is.
func (a *analyzer) lateralJoin(left *relation, j *ast.Join, q *ast.Subquery, ctx context) *relation {
	kind := joinKinds[j.Kind]
	if kind != plan.InnerJoin && kind != plan.LeftJoin {
		fail(j.OpPos, "%s JOIN LATERAL is not possible; there are CROSS, INNER and LEFT", j.Kind)
	}
	if j.On != nil {
		if l, ok := a.folded(a.resolver(left.scope, "ON").boolean(j.On)).(*expr.Literal); !ok || l.Value != true {
			unsupported(j.On.Position(), "JOIN LATERAL with a condition other than TRUE")
		}
	}
	if j.Natural || j.Using != nil {
		unsupported(j.OpPos, "NATURAL JOIN or USING with LATERAL")
	}
	if s, u := plainUnnest(q.Query); s != nil {
		return a.lateralUnnest(left, j, q, s, u)
	}
	r := a.resolver(left.scope, "LATERAL")
	r.ctes, r.input = ctx.ctes, left.node
	if s, ok := isGlobal(q.Query); ok {
		aggregate := a.globalAggregate(r, s)
		node, values := r.aggregateJoin(kind, left.node, aggregate, q.Pos, unchanged)
		if kind == plan.LeftJoin && len(values) == 1 {
			values[0] = r.counted(values[0], aggregate, len(left.scope.columns), q.Pos)
		}
		columns := make([]selected, len(values))
		for i, v := range values {
			columns[i] = selected{name: r.itemName(s.Items[i], i), value: v}
		}
		return a.lateralResult(left, node, columns, q.Alias)
	}
	inner := a.decorrelated(r, &subquery{kind: lateralQuery, query: q.Query, at: q.Pos})
	width := len(left.scope.columns)
	conditions := make([]expr.Expr, len(inner.correlated))
	for i, c := range inner.correlated {
		conditions[i] = joinedSides(c, width, unchanged)
	}
	n := plan.NewJoin(kind, left.node, inner.node, expr.And(conditions...), -1)
	n.At = q.Pos
	columns := make([]selected, len(inner.columns))
	for i, c := range inner.columns {
		columns[i] = selected{name: inner.names[i], value: joinedSides(c, width, unchanged)}
	}
	return a.lateralResult(left, n, columns, q.Alias)
}

// lateralResult gives the columns of a lateral subquery their names beside those of the tables before it.
func (a *analyzer) lateralResult(left *relation, node plan.Node, columns []selected, alias *ast.Alias) *relation {
	width := len(left.scope.columns)
	p := passing(node)
	p.exprs, p.names = p.exprs[:width:width], p.names[:width:width]
	for i, c := range left.scope.columns {
		p.names[i] = c.Name // an alias may have given it
	}
	table := scopeTable{}
	for i, c := range columns {
		p.append(retyped(c.value, node.Schema().Columns))
		p.names[width+i] = c.name
		table.columns = append(table.columns, width+i)
	}
	if alias != nil {
		table.path = []string{alias.Name.Name}
		if len(alias.Columns) > 0 && len(alias.Columns) != len(columns) {
			fail(alias.Columns[0].Pos, "List of column aliases must have same degree as table; table has %d columns, whereas alias list has %d columns", len(columns), len(alias.Columns))
		}
		for i, c := range alias.Columns {
			p.names[width+i] = c.Name
		}
	}
	calc := plan.NewCalc(node, nil, p.exprs, p.names)
	scope := &scope{
		outer: left.scope.outer, tables: append(slices.Clone(left.scope.tables), table), columns: calc.Out.Columns,
		merged: left.scope.merged, hidden: left.scope.hidden,
	}
	return &relation{node: calc, scope: scope}
}
