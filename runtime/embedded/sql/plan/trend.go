package plan

import (
	"cmp"
	"slices"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
)

// trend is how a column of a row changes with updates.
type trend uint8

const (
	unknown trend = iota
	constant
	rising
	falling
)

// markGrowing marks the MAX of what only rises and the MIN of what only falls, which need no old rows. As in Flink that is told by the trend of
// the result itself.
func (o *optimizer) markGrowing(n *GroupAggregate) {
	if o.kindsOf(n.In[0]) != inserts|updates || !o.keepsRows(n.In[0]) {
		return
	}
	n.Aggs = slices.Clone(n.Aggs)
	for i := range n.Aggs {
		call := &n.Aggs[i]
		t := o.trendOf(n, len(n.Keys)+i)
		call.Grows = call.Name == "MAX" && t == rising || call.Name == "MIN" && t == falling
	}
}

// keepsRows tells that a row that has passed the filter of a node passes it after each update, too.
func (o *optimizer) keepsRows(n Node) bool {
	c, ok := n.(*Calc)
	if !ok || c.Filter == nil {
		return true
	}
	for _, condition := range expr.Conjuncts(c.Filter) {
		if !o.readsConstants(condition, c.In[0]) && !o.movesOn(condition, c.In[0]) {
			return false
		}
	}
	return true
}

// readsConstants tells that no update changes what an expression reads of a node.
func (o *optimizer) readsConstants(e expr.Expr, n Node) bool {
	return !slices.ContainsFunc(expr.References(e), func(column int) bool { return o.trendOf(n, column) != constant })
}

// movesOn tells a comparison with a constant that a rising or falling column never leaves.
func (o *optimizer) movesOn(condition expr.Expr, n Node) bool {
	column, op, _, ok := comparedWith(condition)
	if !ok {
		return false
	}
	switch o.trendOf(n, column) {
	case rising:
		return op == ">" || op == ">="
	case falling:
		return op == "<" || op == "<="
	}
	return false
}

// trendOf is the trend of a column of a node.
func (o *optimizer) trendOf(n Node, column int) trend {
	switch n := n.(type) {
	case *Calc:
		if n.Projections == nil {
			return o.trendOf(n.In[0], column)
		}
		if c, ok := n.Projections[column].(*expr.Column); ok {
			return o.trendOf(n.In[0], c.Index)
		}
	case *GroupAggregate:
		return o.aggregateTrend(n, column)
	}
	return unknown
}

// aggregateTrend is the trend of a column of an aggregation. Over updates a group must keep its rows, and only those results have a trend whose
// argument has the same one.
func (o *optimizer) aggregateTrend(n *GroupAggregate, column int) trend {
	kinds := o.kindsOf(n.In[0])
	if kinds == inserts && column < len(n.Keys) {
		return constant
	}
	if kinds&deletes != 0 {
		return unknown
	}
	if kinds != inserts && slices.ContainsFunc(n.Keys, func(key int) bool { return o.trendOf(n.In[0], key) != constant }) {
		return unknown
	}
	if column < len(n.Keys) {
		return constant
	}
	call := n.Aggs[column-len(n.Keys)]
	t := callTrend(n.In[0], call)
	if kinds != inserts && call.Name != "COUNT" && o.trendOf(n.In[0], call.Args[0]) != t {
		return unknown
	}
	return t
}

// callTrend is the trend of an aggregate of rows that are only added.
func callTrend(input Node, call AggregateCall) trend {
	switch call.Name {
	case "COUNT", "MAX":
		return rising
	case "MIN":
		return falling
	case "SUM", "SUM0":
		switch known := boundsOf(input, call.Args[0], call.Filter); {
		case known.lower:
			return rising
		case known.upper:
			return falling
		}
	}
	return unknown
}

// bounds tell that numbers are 0 at least, or at most.
type bounds struct{ lower, upper bool }

// or are the bounds of what is in the one or in the other.
func (b bounds) or(c bounds) bounds { return bounds{b.lower && c.lower, b.upper && c.upper} }

// and are the bounds of what is in both.
func (b bounds) and(c bounds) bounds { return bounds{b.lower || c.lower, b.upper || c.upper} }

// boundsOf are those of a column, in the rows in which a condition column is TRUE unless that is -1, as far as Flink's planner knows them: from constants
// that the column is compared with, and from what it is made of where that are constants.
func boundsOf(n Node, column, condition int) bounds {
	if w, ok := n.(*Watermark); ok {
		return boundsOf(w.In[0], column, condition)
	}
	c, ok := n.(*Calc)
	if !ok {
		return bounds{}
	}
	of := func(i int) expr.Expr {
		if c.Projections == nil {
			return columnAt(c.In[0], i)
		}
		return c.Projections[i]
	}
	from, ok := of(column).(*expr.Column)
	if !ok {
		return boundsOfConstants(of(column))
	}
	known := boundsOf(c.In[0], from.Index, -1)
	if c.Filter != nil {
		known = known.and(boundsWhere(c.Filter, from.Index))
	}
	if condition >= 0 {
		known = known.and(boundsWhere(of(condition), from.Index))
	}
	return known
}

// boundsOfConstants are those of a number, or of a CASE that chooses among numbers.
func boundsOfConstants(e expr.Expr) bounds {
	switch e := e.(type) {
	case *expr.Literal:
		switch sign, ok := signOf(e); {
		case !ok:
		case sign > 0:
			return bounds{lower: true}
		case sign < 0:
			return bounds{upper: true}
		default:
			return bounds{lower: true, upper: true}
		}
	case *expr.Call:
		if e.Name != "CASE" {
			break
		}
		known := boundsOfConstants(e.Args[len(e.Args)-1])
		for i := 1; i < len(e.Args)-1; i += 2 {
			known = known.or(boundsOfConstants(e.Args[i]))
		}
		return known
	case *expr.Cast:
		return boundsOfConstants(e.Arg)
	}
	return bounds{}
}

// comparedWith takes the comparison of a column with a constant apart, whichever side the column is on.
func comparedWith(e expr.Expr) (column int, op string, l *expr.Literal, ok bool) {
	call, isCall := e.(*expr.Call)
	if !isCall || len(call.Args) != 2 || mirrored[call.Name] == "" {
		return 0, "", nil, false
	}
	left, right, op := call.Args[0], call.Args[1], call.Name
	if _, first := left.(*expr.Literal); first {
		left, right, op = right, left, mirrored[op]
	}
	if cast, isCast := left.(*expr.Cast); isCast {
		left = cast.Arg
	}
	c, isColumn := left.(*expr.Column)
	l, isLiteral := right.(*expr.Literal)
	if !isColumn || !isLiteral {
		return 0, "", nil, false
	}
	return c.Index, op, l, true
}

// boundsWhere are those that a condition sets to a column.
func boundsWhere(condition expr.Expr, column int) bounds {
	if call, ok := condition.(*expr.Call); ok && (call.Name == "AND" || call.Name == "OR") {
		known := boundsWhere(call.Args[0], column)
		for _, arg := range call.Args[1:] {
			if other := boundsWhere(arg, column); call.Name == "AND" {
				known = known.and(other)
			} else {
				known = known.or(other)
			}
		}
		return known
	}
	c, op, l, ok := comparedWith(condition)
	if !ok || c != column {
		return bounds{}
	}
	sign, ok := signOf(l)
	above, below := op == ">" || op == ">=" || op == "=", op == "<" || op == "<=" || op == "="
	return bounds{lower: ok && above && sign >= 0, upper: ok && below && sign <= 0}
}

// signOf is the sign of a number.
func signOf(l *expr.Literal) (sign int, ok bool) {
	if !l.Typ.Kind.IsNumeric() {
		return 0, false
	}
	switch v := l.Value.(type) {
	case int64:
		return cmp.Compare(v, 0), true
	case float64:
		return cmp.Compare(v, 0), true
	case batch.Int128:
		return v.Cmp(batch.Int128{}), true
	}
	return 0, false
}
