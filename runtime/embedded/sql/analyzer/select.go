package analyzer

import (
	"fmt"
	"slices"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// maxColumns bounds the columns of a result, which stars can multiply.
const maxColumns = 4096

// maxDeclared bounds the columns of all tables, which LIKE and queries can multiply.
const maxDeclared = 500_000

// selectQuery plans a SELECT. The elements of ORDER BY, which may use what is not selected, are resolved with it; those that
// are not columns of the result follow them as hidden columns.
func (a *analyzer) selectQuery(s *ast.Select, orderBy []*ast.OrderItem, ctx context) (plan.Node, []ordering) {
	a.spend(s.Pos)
	ctx.ttls, ctx.lookups = a.stateTTLs(s.Hints), lookupHintsOf(s.Hints)
	input := a.from(s.From, ctx)
	a.checkHints(s.Hints, input.scope)
	input.scope.outer = ctx.outer
	if s.Where != nil {
		input.node = a.where(input, s.Where, ctx)
	}
	return a.projected(input, s, orderBy, ctx)
}

// projected plans everything of a SELECT but FROM and WHERE.
func (a *analyzer) projected(input *relation, s *ast.Select, orderBy []*ast.OrderItem, ctx context) (plan.Node, []ordering) {
	r := a.resolver(input.scope, "SELECT")
	r.input = input.node
	r.virtuals = newVirtuals()
	r.virtuals.windows = namedWindows(s.Windows)

	grouping := a.resolver(input.scope, "GROUP BY")
	grouping.virtuals = newVirtuals()
	grouping.input, grouping.virtuals.subqueries, grouping.ctes = input.node, true, ctx.ctes
	groups := grouping.groupBy(s.GroupBy, s.GroupDistinct)
	grouped := s.GroupBy != nil
	r.virtuals.aggregates, r.virtuals.overs, r.virtuals.subqueries = true, true, true
	r.ctes = ctx.ctes
	if ttl := input.scope.tableTTL(ctx.ttls); ttl >= 0 {
		r.stateTTL = ttl
	}

	columns := r.selectItems(s.Items)
	shown := make([]expr.Expr, 0, len(columns))
	for _, c := range columns {
		shown = append(shown, c.value)
	}
	var having expr.Expr
	if s.Having != nil {
		h := *r
		h.clause = "HAVING"
		h.virtuals.overs = false
		having = h.boolean(s.Having)
		r.virtuals.overs = true
	}
	order, hidden := r.orderItems(orderBy, columns, s.Distinct)
	shown = append(shown, hidden...)
	used := append(shown[:len(shown):len(shown)], having)

	node := a.groupedSubqueries(grouping, input.node, groups)
	rewrite := rewriter(unchanged)
	if grouped || having != nil || r.usesAggregates(used) {
		node = a.aggregatedSubqueries(r, node, used)
		agg := r.aggregated(node, groups, s.Pos, used...)
		node = agg.node
		rewrite = agg.replaced
	}
	if having != nil {
		node = a.havingFilter(r, node, rewrite(having), rewrite)
	}
	node, values := a.subqueryValues(r, node, shown, rewrite)
	node, overs := r.windowed(node, used, rewrite)
	for i, v := range overs {
		values[i] = v
	}

	p := &projection{}
	for _, c := range columns {
		p.append(bound(rewrite(c.value), values))
		p.names[len(p.names)-1] = c.name
	}
	for _, h := range hidden {
		p.append(bound(rewrite(h), values))
		p.names[len(p.names)-1] = hiddenName
	}
	node = plan.NewCalc(node, nil, p.exprs, p.names)
	if s.Distinct {
		node = a.distinct(node, s.Pos)
	}
	return node, order
}

// rewriter makes an expression over the input of a query one over what has become of it.
type rewriter func(expr.Expr) expr.Expr

func unchanged(e expr.Expr) expr.Expr { return e }

// selectItems resolves the select list, stars expanded.
func (r *resolver) selectItems(items []*ast.SelectItem) []selected {
	var out []selected
	for _, item := range items {
		switch {
		case item.Star:
			columns := r.starItems(item)
			for i := range columns {
				columns[i].at = item.Pos
				if c, ok := columns[i].value.(*expr.Column); ok {
					r.virtuals.places[c] = item.Pos
				}
			}
			out = append(out, columns...)
		default:
			value := r.resolve(item.Expr)
			typed(item.Pos, value)
			out = append(out, selected{name: r.itemName(item, len(out)), value: value, at: item.Pos})
		}
		if len(out) > maxColumns {
			fail(item.Pos, "the result has more than %d columns", maxColumns)
		}
	}
	return out
}

// typed refuses a NULL without a type as the value of a column.
func typed(at ast.Pos, value expr.Expr) {
	if value.Type().Kind == types.Null {
		failHint(at, "Write CAST(NULL AS type).", "Illegal use of 'NULL'")
	}
}

func (r *resolver) starItems(item *ast.SelectItem) []selected {
	if item.Qualifier != nil {
		if out, ok := r.rowStar(item.Qualifier); ok {
			return out
		}
		return r.scope.starOf(item.Qualifier)
	}
	if len(r.scope.tables) == 0 {
		fail(item.Pos, "SELECT * requires a FROM clause")
	}
	return r.scope.star()
}

// rowStar is row.*, all fields of a ROW column, where the qualifier names no table.
func (r *resolver) rowStar(qualifier *ast.Name) ([]selected, bool) {
	for _, t := range r.scope.tables {
		if t.answersTo(qualifier.Strings()) {
			return nil, false
		}
	}
	if _, _, ok := r.scope.find(qualifier); !ok {
		return nil, false
	}
	row := r.name(qualifier)
	var out []selected
	for _, f := range row.Type().Fields {
		out = append(out, selected{name: f.Name, value: must(expr.NewField(row, f.Name))(qualifier.Pos)})
	}
	return out, out != nil
}

// itemName is the name of a selected column: its alias, the last part of a name, or a made one.
func (r *resolver) itemName(item *ast.SelectItem, i int) string {
	if item.Alias != nil {
		return item.Alias.Name
	}
	switch e := item.Expr.(type) {
	case *ast.Name:
		return e.Last().Name
	case *ast.FieldAccess:
		return e.Field.Name
	}
	return fmt.Sprintf("EXPR$%d", i)
}

// usesAggregates tells whether expressions, those within OVER included, call aggregates or auxiliary functions.
func (r *resolver) usesAggregates(used []expr.Expr) bool {
	used = r.withOvers(used)
	return len(usedIn[*aggregateCall](r.virtuals, used...)) > 0 || len(usedIn[*groupAuxiliary](r.virtuals, used...)) > 0
}

// groupedSubqueries joins the subqueries in GROUP BY to the input.
func (a *analyzer) groupedSubqueries(r *resolver, node plan.Node, g *groups) plan.Node {
	node, values := a.subqueryValues(r, node, g.keys, unchanged)
	for i, key := range g.keys {
		g.keys[i] = bound(key, values)
	}
	return node
}

// aggregatedSubqueries joins the subqueries in the arguments of aggregates to their input.
func (a *analyzer) aggregatedSubqueries(r *resolver, node plan.Node, used []expr.Expr) plan.Node {
	for _, i := range usedIn[*aggregateCall](r.virtuals, r.withOvers(used)...) {
		call := r.virtuals.list[i].(*aggregateCall)
		joined, values := a.subqueryValues(r, node, append(slices.Clone(call.args), call.filter), unchanged)
		for j, arg := range call.args {
			call.args[j] = bound(arg, values)
		}
		call.filter = bound(call.filter, values)
		node = joined
	}
	return node
}

// withOvers are expressions and what the functions with OVER among them read.
func (r *resolver) withOvers(used []expr.Expr) []expr.Expr {
	out := used[:len(used):len(used)]
	for _, over := range usedIn[*overCall](r.virtuals, used...) {
		out = append(out, r.virtuals.list[over].(*overCall).expressions()...)
	}
	return out
}

func namedWindows(windows []*ast.NamedWindow) map[string]*ast.WindowSpec {
	out := map[string]*ast.WindowSpec{}
	for _, w := range windows {
		if _, ok := out[w.Name.Name]; ok {
			fail(w.Name.Pos, "Duplicate window names: '%s'", w.Name.Name)
		}
		out[w.Name.Name] = w.Spec
	}
	return out
}

// where filters the input of a query. Subqueries in the condition become joins.
func (a *analyzer) where(input *relation, condition ast.Expr, ctx context) plan.Node {
	r := a.resolver(input.scope, "WHERE")
	r.input = input.node
	r.virtuals = newVirtuals()
	r.virtuals.subqueries, r.ctes = true, ctx.ctes
	resolved := r.boolean(condition)
	node, rest := a.joinedSubqueries(r, input.node, resolved, unchanged)
	return filtered(node, rest, len(input.node.Schema().Columns))
}

// filtered filters by a condition and keeps the first columns.
func filtered(node plan.Node, condition expr.Expr, columns int) plan.Node {
	if condition != nil {
		node = plan.NewCalc(node, condition, nil, nil)
	}
	if len(node.Schema().Columns) == columns {
		return node
	}
	p := passing(node)
	return plan.NewCalc(node, nil, p.exprs[:columns], p.names[:columns])
}

// havingFilter filters groups.
func (a *analyzer) havingFilter(r *resolver, node plan.Node, condition expr.Expr, rewrite rewriter) plan.Node {
	columns := len(node.Schema().Columns)
	joined, rest := a.joinedSubqueries(r, node, condition, rewrite)
	return filtered(joined, rest, columns)
}

// distinct keeps each row once.
func (a *analyzer) distinct(input plan.Node, at ast.Pos) plan.Node {
	g := &groups{sets: [][]int{nil}}
	for i := range input.Schema().Columns {
		g.keys = append(g.keys, columnOf(input, i))
	}
	r := a.resolver(&scope{columns: input.Schema().Columns}, "SELECT DISTINCT")
	r.virtuals = newVirtuals()
	agg := r.aggregated(input, g, at)
	p := &projection{}
	for i, k := range agg.keys {
		p.append(k)
		p.names[i] = input.Schema().Columns[i].Name
	}
	return p.over(agg.node)
}
