package plan

import (
	"github.com/penstock/penstock/runtime/embedded/expr"
)

// pushFilters pushes the parts of a filter over a join to where they need the least: into one input, or into the join's
// condition. Parts of the condition that concern one input only are pushed as well, where the kind of join allows it.
func pushFilters(_ *optimizer, root Node) Node { return pushed(root) }

func pushed(n Node) Node {
	if c, ok := n.(*Calc); ok && c.Filter != nil {
		if j, isJoin := c.In[0].(*Join); isJoin {
			joined, rest := pushedInto(j, expr.Conjuncts(c.Filter))
			m := clone(c)
			m.Filter = conjunction(rest...)
			n = mergedCalc(connected(m, joined))
		}
	}
	if j, ok := n.(*Join); ok {
		n, _ = pushedInto(j, nil)
	}
	inputs := make([]Node, len(n.Inputs()))
	for i, input := range n.Inputs() {
		inputs[i] = pushed(input)
	}
	return withInputs(n, inputs)
}

// pushedInto distributes a filter above a join and the join's own condition. It returns what has to stay above.
func pushedInto(j *Join, filter []expr.Expr) (Node, []expr.Expr) {
	width := len(in(j, 0))
	temporal := j.asked != nil && j.asked.systemTime >= 0
	var left, right, both, above []expr.Expr
	for _, c := range filter {
		side := sideOf(c, width)
		switch {
		case !expr.IsDeterministic(c):
			above = append(above, c)
		case side == onLeft && !j.Kind.padsLeft():
			left = append(left, c)
		case side == onRight && !j.Kind.padsRight() && !temporal:
			right = append(right, c)
		case j.Kind == InnerJoin && !temporal:
			both = append(both, c)
		default:
			above = append(above, c)
		}
	}
	for _, c := range conjuncts(j.Condition) {
		side := sideOf(c, width)
		switch {
		case !expr.IsDeterministic(c):
			both = append(both, c)
		case side == onLeft && (j.Kind == InnerJoin || j.Kind == RightJoin || j.Kind == SemiJoin):
			left = append(left, c)
		case side == onRight && !temporal && (j.Kind == InnerJoin || j.Kind == LeftJoin || j.Kind.OnlyLeft()):
			right = append(right, c)
		default:
			both = append(both, c)
		}
	}
	m := clone(j)
	m.Condition = expr.And(both...)
	for i, c := range right {
		right[i] = expr.ShiftColumns(c, -width)
	}
	return connected(m, filteredBy(j.In[0], left), filteredBy(j.In[1], right)), above
}

func filteredBy(n Node, conditions []expr.Expr) Node {
	if len(conditions) == 0 {
		return n
	}
	return mergedCalc(NewCalc(n, expr.And(conditions...), nil, nil))
}

// conjuncts are the parts of a condition; TRUE has none.
func conjuncts(e expr.Expr) []expr.Expr {
	var out []expr.Expr
	if e == nil {
		return nil
	}
	for _, c := range expr.Conjuncts(e) {
		if l, ok := c.(*expr.Literal); !ok || l.Value != true {
			out = append(out, c)
		}
	}
	return out
}

// joinSide tells which input of a join an expression reads.
type joinSide uint8

const (
	onNeither joinSide = iota
	onLeft
	onRight
	onBoth
)

func sideOf(e expr.Expr, width int) joinSide {
	side := onNeither
	for _, i := range expr.References(e) {
		if i < width {
			side |= onLeft
		} else {
			side |= onRight
		}
	}
	return side
}
