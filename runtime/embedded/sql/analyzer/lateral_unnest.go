package analyzer

import (
	"slices"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// plainUnnest is the subquery SELECT ... FROM UNNEST(...) [WHERE ...] and its UNNEST, if it is no more than that.
func plainUnnest(q *ast.Query) (*ast.Select, *ast.Unnest) {
	s, ok := q.Body.(*ast.Select)
	if !ok || q.With != nil || q.OrderBy != nil || q.Limit != nil || q.Offset != nil {
		return nil, nil
	}
	u, ok := s.From.(*ast.Unnest)
	if !ok || s.Distinct || s.GroupBy != nil || s.Having != nil || hasAggregates(s.Items) || hasWindows(s.Items) {
		return nil, nil
	}
	return s, u
}

// lateralUnnest joins each row with what a subquery selects of one of its collections.
func (a *analyzer) lateralUnnest(left *relation, j *ast.Join, q *ast.Subquery, s *ast.Select, u *ast.Unnest) *relation {
	outer := j.Kind == ast.LeftJoin
	rel, node := a.unnest(left, u, outer)
	width := len(left.scope.columns)
	if s.Where != nil {
		condition := a.folded(a.resolver(rel.scope, "WHERE").boolean(s.Where))
		if outer {
			if slices.ContainsFunc(expr.References(condition), func(i int) bool { return i < width }) {
				unsupported(s.Where.Position(), "LEFT JOIN UNNEST with a condition on columns that are not of the collection")
			}
			node.Condition = expr.ShiftColumns(condition, -width)
		} else {
			rel.node = plan.NewCalc(rel.node, condition, nil, nil)
		}
	}
	r := a.resolver(rel.scope, "SELECT")
	var columns []selected
	for i, item := range s.Items {
		if item.Star {
			for c := width; c < len(rel.scope.columns); c++ {
				columns = append(columns, selected{name: rel.scope.columns[c].Name, value: &expr.Column{Index: c, Name: rel.scope.columns[c].Name, Typ: rel.scope.columns[c].Type}})
			}
			continue
		}
		value := r.resolve(item.Expr)
		if c, ok := value.(*expr.Column); outer && (!ok || c.Index < width) {
			unsupported(item.Pos, "LEFT JOIN of a subquery that computes something of the elements of a collection")
		}
		columns = append(columns, selected{name: r.itemName(item, i), value: value})
	}
	return a.lateralResult(left, rel.node, columns, q.Alias)
}
