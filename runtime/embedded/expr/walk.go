package expr

import (
	"slices"
)

// Children are the direct operands of an expression.
func Children(e Expr) []Expr {
	switch e := e.(type) {
	case *Call:
		return e.Args
	case *Cast:
		return []Expr{e.Arg}
	case *Field:
		return []Expr{e.Arg}
	}
	return nil
}

// Walk calls visit for an expression and then for what is below it; where visit returns false it does not go below.
func Walk(e Expr, visit func(Expr) bool) {
	if !visit(e) {
		return
	}
	for _, c := range Children(e) {
		Walk(c, visit)
	}
}

// Rewrite replaces expressions from the leaves up: replace gets each expression with its operands already replaced and
// returns what stands in its place. Nodes are copied where something below them changed, never written to.
func Rewrite(e Expr, replace func(Expr) Expr) Expr {
	switch n := e.(type) {
	case *Call:
		var args []Expr
		for i, a := range n.Args {
			r := Rewrite(a, replace)
			if r != a && args == nil {
				args = slices.Clone(n.Args)
			}
			if args != nil {
				args[i] = r
			}
		}
		if args != nil {
			c := *n
			c.Args = args
			e = &c
		}
	case *Cast:
		if r := Rewrite(n.Arg, replace); r != n.Arg {
			c := *n
			c.Arg = r
			e = &c
		}
	case *Field:
		if r := Rewrite(n.Arg, replace); r != n.Arg {
			c := *n
			c.Arg = r
			e = &c
		}
	}
	return replace(e)
}

// References are the indexes of the columns that an expression reads, ascending and each once.
func References(e Expr) []int {
	var out []int
	Walk(e, func(e Expr) bool {
		if c, ok := e.(*Column); ok {
			out = append(out, c.Index)
		}
		return true
	})
	slices.Sort(out)
	return slices.Compact(out)
}

// ReplaceColumns puts replace(c) in the place of each column.
func ReplaceColumns(e Expr, replace func(*Column) Expr) Expr {
	return Rewrite(e, func(e Expr) Expr {
		if c, ok := e.(*Column); ok {
			return replace(c)
		}
		return e
	})
}

// ShiftColumns adds by to the index of each column, as moving an expression to the other side of a join needs it.
func ShiftColumns(e Expr, by int) Expr {
	return ReplaceColumns(e, func(c *Column) Expr {
		shifted := *c
		shifted.Index += by
		return &shifted
	})
}

// MapColumns replaces the index of each column by to[index].
func MapColumns(e Expr, to []int) Expr {
	return ReplaceColumns(e, func(c *Column) Expr {
		mapped := *c
		mapped.Index = to[c.Index]
		return &mapped
	})
}

// Inline puts projections[index] in the place of each column, as merging two projections needs it.
func Inline(e Expr, projections []Expr) Expr {
	return ReplaceColumns(e, func(c *Column) Expr { return projections[c.Index] })
}

// Conjuncts are the parts of an expression that AND combines; the expression itself where there is none.
func Conjuncts(e Expr) []Expr {
	if c, ok := e.(*Call); ok && c.Name == "AND" {
		var out []Expr
		for _, a := range c.Args {
			out = append(out, Conjuncts(a)...)
		}
		return out
	}
	return []Expr{e}
}

// And combines conditions; TRUE where there is none.
func And(conditions ...Expr) Expr {
	switch len(conditions) {
	case 0:
		return True()
	case 1:
		return conditions[0]
	}
	nullable := false
	for _, c := range conditions {
		nullable = nullable || c.Type().Nullable
	}
	return &Call{Name: "AND", Args: conditions, Typ: boolean(nullable)}
}

// Equal tells whether two expressions are the same tree, names of columns aside.
func Equal(a, b Expr) bool { return sameShape(a, b) && a.Type().Equal(b.Type()) }

// sameShape is Equal but for the type of the whole, which costs the most to compare. Of calls the last arguments come first: in long lists of
// expressions, which are compared with each other, those differ more often.
func sameShape(a, b Expr) bool {
	switch a := a.(type) {
	case *Column:
		b, ok := b.(*Column)
		return ok && a.Index == b.Index
	case *Literal:
		b, ok := b.(*Literal)
		return ok && equalDatum(a.Value, b.Value)
	case *Call:
		b, ok := b.(*Call)
		if !ok || a.Name != b.Name || len(a.Args) != len(b.Args) {
			return false
		}
		for i := len(a.Args) - 1; i >= 0; i-- {
			if !Equal(a.Args[i], b.Args[i]) {
				return false
			}
		}
		return equalOptions(a.Options, b.Options)
	case *Cast:
		b, ok := b.(*Cast)
		return ok && a.Try == b.Try && Equal(a.Arg, b.Arg)
	case *Field:
		b, ok := b.(*Field)
		return ok && a.Index == b.Index && Equal(a.Arg, b.Arg)
	}
	return false
}
