package analyzer

import (
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// pivot plans PIVOT as a GROUP BY of the columns that it does not use, with each aggregate once for each value, over the rows that have it.
func (a *analyzer) pivot(t *ast.Pivot, ctx context) *relation {
	input := a.table(t.Input, ctx)
	s := &ast.Select{Pos: t.Pos, Items: a.pivotKeys(t, input.scope)}
	if len(s.Items) > 0 {
		keys := make([]*ast.GroupElement, len(s.Items))
		for i, item := range s.Items {
			keys[i] = &ast.GroupElement{Pos: item.Pos, Kind: ast.GroupSet, Exprs: []ast.Expr{item.Expr}}
		}
		s.GroupBy = keys
	}
	if len(t.Values)*len(t.Aggregates) > maxColumns {
		fail(t.Pos, "PIVOT gives more than %d columns", maxColumns)
	}
	for _, v := range t.Values {
		if len(v.Exprs) != len(t.Columns) {
			fail(v.Pos, "Value count in PIVOT (%d) must match number of FOR columns (%d)", len(v.Exprs), len(t.Columns))
		}
		condition := valueCondition(t.Columns, v)
		for _, item := range t.Aggregates {
			s.Items = append(s.Items, &ast.SelectItem{Pos: v.Pos, Expr: onlyWhere(item.Expr.(*ast.FuncCall), condition), Alias: pivotName(item, v)})
		}
	}
	node, _ := a.projected(input, s, nil, ctx)
	return &relation{node: node, scope: newScope(node)}
}

// pivotKeys are the columns that neither the aggregates nor FOR use.
func (a *analyzer) pivotKeys(t *ast.Pivot, scope *scope) []*ast.SelectItem {
	var used []int
	r := a.resolver(scope, "PIVOT")
	for _, item := range t.Aggregates {
		call, ok := item.Expr.(*ast.FuncCall)
		if !ok || !isAggregateName(call.FuncName()) || call.Over != nil || call.Filter != nil {
			fail(item.Pos, "Measure expression in PIVOT must use aggregate function")
		}
		for _, x := range call.Args {
			used = append(used, expr.References(r.resolve(x))...)
		}
	}
	for _, c := range t.Columns {
		used = append(used, expr.References(r.resolve(nameOf(c)))...)
	}
	var keys []*ast.SelectItem
	for _, c := range scope.star() {
		if !slices.ContainsFunc(expr.References(c.value), func(i int) bool { return slices.Contains(used, i) }) {
			keys = append(keys, &ast.SelectItem{Pos: t.Pos, Expr: nameOf(&ast.Ident{Pos: t.Pos, Name: c.name, Quoted: true})})
		}
	}
	return keys
}

func nameOf(id *ast.Ident) *ast.Name { return &ast.Name{Pos: id.Pos, Parts: []*ast.Ident{id}} }

// valueCondition is that a row has the value.
func valueCondition(columns []*ast.Ident, v *ast.PivotValue) ast.Expr {
	var all ast.Expr
	for i, c := range columns {
		all = both(all, &ast.Binary{Pos: v.Pos, OpPos: v.Exprs[i].Position(), Op: "=", Left: nameOf(c), Right: v.Exprs[i]})
	}
	return all
}

// both is the conjunction of two conditions, of which the first may be nil.
func both(a, b ast.Expr) ast.Expr {
	if a == nil {
		return b
	}
	return &ast.Binary{Pos: a.Position(), OpPos: b.Position(), Op: "AND", Left: a, Right: b}
}

// onlyWhere is an aggregate over the rows that a condition is TRUE for.
func onlyWhere(call *ast.FuncCall, condition ast.Expr) *ast.FuncCall {
	c := *call
	c.Filter = condition
	return &c
}

// pivotName is the name of a value, with that of the aggregate after it if it has one.
func pivotName(item *ast.SelectItem, v *ast.PivotValue) *ast.Ident {
	var parts []string
	if v.Alias != nil {
		parts = []string{v.Alias.Name}
	} else {
		for _, x := range v.Exprs {
			parts = append(parts, ast.Format(x))
		}
	}
	if item.Alias != nil {
		parts = append(parts, item.Alias.Name)
	}
	return &ast.Ident{Pos: v.Pos, Name: strings.Join(parts, "_"), Quoted: true}
}
