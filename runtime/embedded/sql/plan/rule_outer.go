package plan

import (
	"slices"

	"github.com/penstock/penstock/runtime/embedded/expr"
)

// simplifyOuterJoins makes inner joins of outer ones where a filter above drops every row that is padded.
func simplifyOuterJoins(_ *optimizer, root Node) Node {
	return transform(root, func(n Node) Node {
		c, ok := n.(*Calc)
		if !ok || c.Filter == nil {
			return n
		}
		j, ok := c.In[0].(*Join)
		if !ok {
			return n
		}
		width := len(in(j, 0))
		parts := conjuncts(c.Filter)
		rejects := func(side joinSide) bool {
			return slices.ContainsFunc(parts, func(e expr.Expr) bool {
				return notTrueOverNulls(e, func(column int) bool { return (column < width) == (side == onLeft) })
			})
		}
		kind := j.Kind
		if kind.padsRight() && rejects(onRight) {
			kind = map[JoinKind]JoinKind{LeftJoin: InnerJoin, FullJoin: RightJoin}[kind]
		}
		if kind.padsLeft() && rejects(onLeft) {
			kind = map[JoinKind]JoinKind{RightJoin: InnerJoin, FullJoin: LeftJoin}[kind]
		}
		if kind == j.Kind {
			return n
		}
		m := clone(j)
		m.Kind = kind
		return withInputs(c, []Node{connected(m, j.In...)})
	})
}

// notTrueOverNulls tells conditions that are certainly not TRUE in a row in which the given columns are all NULL.
func notTrueOverNulls(e expr.Expr, null func(column int) bool) bool {
	call, ok := e.(*expr.Call)
	if !ok {
		return nullOverNulls(e, null)
	}
	switch call.Name {
	case "AND":
		return slices.ContainsFunc(call.Args, func(a expr.Expr) bool { return notTrueOverNulls(a, null) })
	case "OR":
		return !slices.ContainsFunc(call.Args, func(a expr.Expr) bool { return !notTrueOverNulls(a, null) })
	case "IS NOT NULL":
		return nullOverNulls(call.Args[0], null)
	}
	return nullOverNulls(e, null)
}

// strictFunctions are NULL as soon as one argument is NULL.
var strictFunctions = []string{"=", "<>", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "LIKE", "NOT LIKE", "NOT", "ABS", "UPPER", "LOWER", "TRIM"}

// nullOverNulls tells expressions that are certainly NULL in a row in which the given columns are all NULL.
func nullOverNulls(e expr.Expr, null func(column int) bool) bool {
	switch e := e.(type) {
	case *expr.Column:
		return null(e.Index)
	case *expr.Cast:
		return nullOverNulls(e.Arg, null)
	case *expr.Field:
		return nullOverNulls(e.Arg, null)
	case *expr.Call:
		return slices.Contains(strictFunctions, e.Name) &&
			slices.ContainsFunc(e.Args, func(a expr.Expr) bool { return nullOverNulls(a, null) })
	}
	return false
}
