package plan

import (
	"github.com/penstock/penstock/runtime/embedded/expr"
)

// maxMerged bounds the size of merged expressions: putting a projection into another repeats it wherever it is read.
const maxMerged = 5000

// mergeCalcs merges a Calc with the one below it and drops those that do nothing.
func mergeCalcs(_ *optimizer, root Node) Node {
	return transform(root, func(n Node) Node {
		if c, ok := n.(*Calc); ok {
			return mergedCalc(c)
		}
		return n
	})
}

// mergedCalc merges one Calc with the one below it, if there is one.
func mergedCalc(c *Calc) Node {
	if lower, ok := c.In[0].(*Calc); ok && mergeable(c, lower) {
		m := clone(c)
		inline := func(e expr.Expr) expr.Expr {
			if lower.Projections == nil {
				return e
			}
			return expr.Inline(e, lower.Projections)
		}
		m.Projections = nil
		for _, p := range c.Projections {
			m.Projections = append(m.Projections, inline(p))
		}
		if c.Projections == nil {
			m.Projections = lower.Projections
			m.Out.Columns = copied(lower.Out.Columns)
		}
		m.Filter = lower.Filter
		if c.Filter != nil {
			m.Filter = conjunction(lower.Filter, inline(c.Filter))
		}
		c = connected(m, lower.In[0])
	}
	if l, ok := c.Filter.(*expr.Literal); ok && l.Value == true {
		c = clone(c)
		c.Filter = nil
	}
	if c.Filter == nil && passesAll(c) {
		return c.In[0]
	}
	return c
}

// conjunction combines conditions that may be nil.
func conjunction(conditions ...expr.Expr) expr.Expr {
	var all []expr.Expr
	for _, c := range conditions {
		if c != nil {
			all = append(all, expr.Conjuncts(c)...)
		}
	}
	if len(all) == 0 {
		return nil
	}
	return expr.And(all...)
}

// passesAll tells that a Calc passes on exactly its input's columns.
func passesAll(c *Calc) bool {
	if c.Projections == nil {
		return true
	}
	if len(c.Projections) != len(in(c, 0)) {
		return false
	}
	for i, p := range c.Projections {
		if column, ok := p.(*expr.Column); !ok || column.Index != i {
			return false
		}
	}
	return true
}

// mergeable tells whether the lower projections may be put into the upper expressions: what gives another result each time
// must not be computed twice, and the result must not be too large.
func mergeable(upper, lower *Calc) bool {
	if lower.Projections == nil {
		return true
	}
	uses := make([]int, len(lower.Projections))
	count := func(e expr.Expr) {
		expr.Walk(e, func(e expr.Expr) bool {
			if c, ok := e.(*expr.Column); ok {
				uses[c.Index]++
			}
			return true
		})
	}
	for _, p := range upper.Projections {
		count(p)
	}
	if upper.Projections == nil {
		for i := range uses {
			uses[i]++
		}
	}
	if upper.Filter != nil {
		count(upper.Filter)
	}
	total := 0
	for i, p := range lower.Projections {
		if uses[i] > 1 && !expr.IsDeterministic(p) {
			return false
		}
		total += (uses[i] - 1) * size(p)
	}
	return total <= maxMerged
}

// size is the number of steps of an expression.
func size(e expr.Expr) int {
	n := 0
	expr.Walk(e, func(expr.Expr) bool { n++; return true })
	return n
}
