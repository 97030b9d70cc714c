package plan

import (
	"slices"

	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// foldConstants computes constant parts of expressions.
func foldConstants(o *optimizer, root Node) Node {
	cfg := expr.Config{TimeZone: o.zone}
	return transform(root, func(n Node) Node {
		switch n := n.(type) {
		case *Calc:
			c := clone(n)
			if c.Filter != nil {
				c.Filter = expr.Fold(decideSame(c.Filter), cfg)
			}
			c.Projections = slices.Clone(c.Projections)
			for i, p := range c.Projections {
				c.Projections[i] = expr.Fold(p, cfg)
			}
			derive(c)
			return c
		case *Join:
			j := clone(n)
			j.Condition = expr.Fold(j.Condition, cfg)
			return j
		case *Unnest:
			u := clone(n)
			u.Collection = expr.Fold(u.Collection, cfg)
			if u.Condition != nil {
				u.Condition = expr.Fold(u.Condition, cfg)
			}
			return u
		}
		return n
	})
}

// decideSame replaces comparisons of a column with itself in a filter by what they are for values. As in Flink they are that for NULL as well:
// WHERE a <= a keeps all rows.
func decideSame(filter expr.Expr) expr.Expr {
	return expr.Rewrite(filter, func(e expr.Expr) expr.Expr {
		call, ok := e.(*expr.Call)
		if !ok || len(call.Args) != 2 {
			return e
		}
		left, isColumn := call.Args[0].(*expr.Column)
		right, areColumns := call.Args[1].(*expr.Column)
		if !isColumn || !areColumns || left.Index != right.Index {
			return e
		}
		switch call.Name {
		case "=", "<=", ">=":
			return &expr.Literal{Value: true, Typ: types.Of(types.Boolean).NotNull()}
		case "<>", "<", ">":
			return &expr.Literal{Value: false, Typ: types.Of(types.Boolean).NotNull()}
		}
		return e
	})
}
