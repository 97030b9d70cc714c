package plan

import (
	"slices"

	"github.com/penstock/penstock/runtime/embedded/expr"
)

// foldConstants computes constant parts of expressions.
func foldConstants(o *optimizer, root Node) Node {
	cfg := expr.Config{TimeZone: o.zone}
	return transform(root, func(n Node) Node {
		switch n := n.(type) {
		case *Calc:
			c := clone(n)
			if c.Filter != nil {
				c.Filter = expr.Fold(c.Filter, cfg)
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
