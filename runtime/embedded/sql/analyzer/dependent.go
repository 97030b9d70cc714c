package analyzer

import (
	"fmt"
	"maps"
	"slices"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// bindings are columns of the query around that a subquery reads as columns of its own: its FROM is joined to the distinct
// values that they have. A subquery becomes a plain one in this way, wherever it names the query around.
type bindings struct {
	// columns are those of the query around; the i-th is the i-th column of the subquery's FROM.
	columns []int
	// used are those of columns that the subquery names.
	used map[int]bool
}

// name is the name of a bound column, which no script can write.
func (*bindings) name(column int) string { return fmt.Sprintf("\x00outer%d", column) }

// names are the bound columns as expressions of a script.
func (b *bindings) names(at ast.Pos) []ast.Expr {
	out := make([]ast.Expr, len(b.columns))
	for i, c := range b.columns {
		out[i] = &ast.Name{Pos: at, Parts: []*ast.Ident{{Pos: at, Name: b.name(c)}}}
	}
	return out
}

// bind makes an expression over the query around one over the subquery's FROM.
func (b *bindings) bind(e expr.Expr) expr.Expr {
	return expr.ReplaceColumns(e, func(c *expr.Column) expr.Expr {
		b.used[c.Index] = true
		moved := *c
		moved.Index = slices.Index(b.columns, c.Index)
		return &moved
	})
}

// equalities compare bound columns, the first ones of a node, with the columns of the query around. NULL is a value that the
// subquery has seen like any other.
func (b *bindings) equalities(r *resolver, at ast.Pos, node plan.Node) []expr.Expr {
	out := make([]expr.Expr, len(b.columns))
	for i, c := range b.columns {
		out[i] = r.call(at, "IS NOT DISTINCT FROM", nil, columnOf(node, i), expr.ShiftColumns(r.scope.column(c), correlatedBase))
	}
	return out
}

// boundSelect plans a SELECT that names the query around anywhere. Its first columns are the bound ones; nil bindings tell that it
// names none.
func (a *analyzer) boundSelect(r *resolver, s *ast.Select) (plan.Node, *bindings) {
	if r.input == nil {
		return nil, nil
	}
	columns := make([]int, len(r.scope.columns))
	for i := range columns {
		columns[i] = i
	}
	for {
		rel := a.boundFrom(r, s, columns)
		b := rel.scope.bound
		if s.Where != nil {
			rel.node = a.where(rel, s.Where, context{ctes: r.ctes})
		}
		extended := *s
		extended.Items = nil
		for _, n := range b.names(s.Pos) {
			extended.Items = append(extended.Items, &ast.SelectItem{Pos: s.Pos, Expr: n})
		}
		extended.Items = append(extended.Items, s.Items...)
		if s.GroupBy != nil || s.Having != nil || hasAggregates(s.Items) {
			extended.GroupBy = slices.Clone(s.GroupBy)
			for _, n := range b.names(s.Pos) {
				extended.GroupBy = append(extended.GroupBy, &ast.GroupElement{Pos: s.Pos, Exprs: []ast.Expr{n}})
			}
		}
		node, _ := a.projected(rel, &extended, nil, context{ctes: r.ctes})
		switch used := b.sortedUse(); len(used) {
		case 0:
			return nil, nil
		case len(columns):
			if hasWindows(s.Items) {
				unsupported(s.Pos, "A function with OVER in a subquery that refers to the query around")
			}
			return node, b
		default: // what is not named does not tell rows apart
			columns = used
		}
	}
}

// boundGlobal plans FROM and WHERE of a SELECT of aggregates that names the query around.
func (a *analyzer) boundGlobal(r *resolver, s *ast.Select) *relation {
	_, b := a.boundSelect(r, s)
	if b == nil {
		unsupported(s.Pos, "A scalar subquery with such a reference to the query around")
	}
	rel := a.boundFrom(r, s, b.columns)
	if s.Where != nil {
		rel.node = a.where(rel, s.Where, context{ctes: r.ctes})
	}
	return rel
}

// boundFrom joins FROM of a subquery to the distinct values of columns of the query around.
func (a *analyzer) boundFrom(r *resolver, s *ast.Select, columns []int) *relation {
	b := &bindings{columns: columns, used: map[int]bool{}}
	p := &projection{}
	for i, c := range columns {
		p.append(columnOf(r.input, c))
		p.names[i] = b.name(c)
	}
	values := a.distinct(plan.NewCalc(r.input, nil, p.exprs, p.names), s.Pos)
	input := a.from(s.From, context{ctes: r.ctes})
	n := plan.NewJoin(plan.InnerJoin, values, input.node, nil, -1)
	n.At = s.Pos
	left := &scope{columns: values.Schema().Columns}
	for i := range columns {
		left.hidden = append(left.hidden, i)
	}
	joined := left.beside(input.scope)
	joined.outer, joined.bound = r.scope, b
	return &relation{node: n, scope: joined}
}

func (b *bindings) sortedUse() []int { return slices.Sorted(maps.Keys(b.used)) }

// hasWindows tells whether a select list calls a function with OVER.
func hasWindows(items []*ast.SelectItem) bool {
	found := false
	for _, item := range items {
		if item.Expr != nil {
			walkCalls(item.Expr, func(f *ast.FuncCall) { found = found || f.Over != nil })
		}
	}
	return found
}
