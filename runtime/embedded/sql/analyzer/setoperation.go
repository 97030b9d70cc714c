package analyzer

import (
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// setOperation plans UNION, INTERSECT and EXCEPT. Chains of the same operator on the left are walked, not recursed into.
func (a *analyzer) setOperation(s *ast.SetOp, ctx context) plan.Node {
	chain := []*ast.SetOp{s}
	left := s.Left
	for {
		next, ok := left.(*ast.SetOp)
		if !ok {
			break
		}
		chain = append(chain, next)
		left = next.Left
	}
	node := a.body(left, ctx)
	for i := len(chain) - 1; i >= 0; i-- {
		node = a.combined(chain[i], node, a.body(chain[i].Right, ctx))
	}
	return node
}

// combined applies one operator.
func (a *analyzer) combined(s *ast.SetOp, left, right plan.Node) plan.Node {
	a.spend(s.Pos)
	left, right = a.aligned(s, left, right)
	if s.Op == ast.Union {
		union := plan.Connect(&plan.Union{}, append(unionInputs(left), unionInputs(right)...)...)
		if s.All {
			return union
		}
		return a.distinct(union, s.Pos)
	}
	n := &plan.SetOperation{Operator: setOperators[s.Op][s.All], StateTTL: a.config.stateTTL}
	n.At = s.Pos
	return plan.Connect(n, left, right)
}

var setOperators = map[ast.SetOperator]map[bool]plan.SetOperator{
	ast.Intersect: {false: plan.Intersect, true: plan.IntersectAll},
	ast.Except:    {false: plan.Except, true: plan.ExceptAll},
}

// unionInputs flattens unions of unions.
func unionInputs(n plan.Node) []plan.Node {
	if u, ok := n.(*plan.Union); ok {
		return u.In
	}
	return []plan.Node{n}
}

// aligned casts both inputs to the common types of their columns.
func (a *analyzer) aligned(s *ast.SetOp, left, right plan.Node) (plan.Node, plan.Node) {
	l, r := left.Schema().Columns, right.Schema().Columns
	name := string(s.Op)
	if s.All {
		name += " ALL"
	}
	if len(l) != len(r) {
		fail(s.Right.Position(), "Column count mismatch in %s: %d and %d", name, len(l), len(r))
	}
	common := make([]types.Type, len(l))
	for i := range l {
		t, ok := expr.CommonType(l[i].Type, r[i].Type)
		if !ok {
			fail(s.Right.Position(), "Type mismatch in column %d of %s: %s and %s", i+1, name, l[i].Type, r[i].Type)
		}
		common[i] = t
	}
	return a.castColumns(s.Pos, left, common, l), a.castColumns(s.Pos, right, common, l)
}

// castColumns casts the columns of a node that have other types and gives them names.
func (a *analyzer) castColumns(at ast.Pos, n plan.Node, to []types.Type, names []plan.Column) plan.Node {
	if u, ok := n.(*plan.Union); ok && !sameTypes(n, to) {
		inputs := make([]plan.Node, len(u.In))
		for i, in := range u.In {
			inputs[i] = a.castColumns(at, in, to, names)
		}
		return plan.Connect(&plan.Union{}, inputs...)
	}
	p := passing(n)
	for i, e := range p.exprs {
		p.exprs[i] = coerced(at, e, to[i])
		p.names[i] = names[i].Name
	}
	return p.over(n)
}

func sameTypes(n plan.Node, to []types.Type) bool {
	for i, c := range n.Schema().Columns {
		if !c.Type.EqualIgnoringNull(to[i]) {
			return false
		}
	}
	return true
}
