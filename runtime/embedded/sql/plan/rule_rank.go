package plan

import (
	"slices"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// rankings makes Rank, Deduplicate and their window forms of a ROW_NUMBER with a filter on it, and an OVER aggregate of a
// ROW_NUMBER in the order of time that is not filtered.
func rankings(o *optimizer, root Node) Node {
	root = transform(root, func(n Node) Node {
		c, ok := n.(*Calc)
		if !ok {
			return n
		}
		over, ok := c.In[0].(*OverAggregate)
		if !ok || over.rank == nil {
			return n
		}
		return o.ranked(c, over)
	})
	return transform(root, func(n Node) Node {
		if over, ok := n.(*OverAggregate); ok && over.rank != nil {
			return numbered(over)
		}
		return n
	})
}

// ranked makes a ranking of a filter on the rank; it returns the filter as it is where it says nothing about the rank's end.
func (o *optimizer) ranked(c *Calc, over *OverAggregate) Node {
	rank := len(in(over, 0))
	conditions := conjuncts(c.Filter)
	from, to, rest := rankRange(conditions, rank)
	if to < 0 {
		return o.rankedByColumn(c, over, conditions)
	}
	if to == 0 {
		refuse(over.At, "The rank is to be 0 at most, which no row has: the first one has rank 1")
	}
	if over.rank.function != "ROW_NUMBER" {
		refuse(over.At, "%s() on streaming table is not supported currently; use ROW_NUMBER()", over.rank.function)
	}
	above := clone(c)
	above.Filter = conjunction(rest...)
	if from > to {
		above.Filter = expr.False()
		from, to = 1, 1
	}
	if from == to { // the rank is a constant
		above = withConstant(above, rank, from)
	}
	n := o.rankingNode(over, from, to, readsColumn(above, rank))
	return mergedCalc(connected(above, n))
}

// rankedByColumn makes a ranking of a filter that compares the rank with a column, in which rows say how many are wanted. As
// in Flink, rank < column and rank = column mean what rank <= column does.
func (o *optimizer) rankedByColumn(c *Calc, over *OverAggregate, conditions []expr.Expr) Node {
	rank := len(in(over, 0))
	for i, condition := range conditions {
		end, ok := rankEnd(condition, rank)
		if !ok {
			continue
		}
		if over.rank.function != "ROW_NUMBER" {
			refuse(over.At, "%s() on streaming table is not supported currently; use ROW_NUMBER()", over.rank.function)
		}
		above := clone(c)
		above.Filter = conjunction(slices.Delete(slices.Clone(conditions), i, i+1)...)
		n := &Rank{PartitionBy: over.PartitionBy, OrderBy: over.rank.orderBy, From: 1, EndColumn: end, OutputRank: readsColumn(above, rank)}
		n.At, n.StateTTL = over.At, o.stateTTL
		return mergedCalc(connected(above, connected(n, over.In[0])))
	}
	return c
}

// rankEnd is the column of whole numbers that a condition compares the rank with, as its upper bound.
func rankEnd(e expr.Expr, rank int) (column int, ok bool) {
	call, isCall := e.(*expr.Call)
	if !isCall || len(call.Args) != 2 || mirrored[call.Name] == "" {
		return 0, false
	}
	op := call.Name
	left, right := wholeColumn(call.Args[0]), wholeColumn(call.Args[1])
	if left != rank {
		left, right, op = right, left, mirrored[op]
	}
	if left != rank || right < 0 || right >= rank || op == ">" || op == ">=" {
		return 0, false
	}
	return right, true
}

// wholeColumn is the column of whole numbers that an expression is, whatever wider type it is cast to; -1 if it is none.
func wholeColumn(e expr.Expr) int {
	if cast, ok := e.(*expr.Cast); ok && cast.Type().Kind.IsInteger() {
		e = cast.Arg
	}
	if c, ok := e.(*expr.Column); ok && c.Typ.Kind.IsInteger() {
		return c.Index
	}
	return -1
}

// rankingNode chooses the kind of ranking.
func (o *optimizer) rankingNode(over *OverAggregate, from, to int64, outputRank bool) Node {
	input := over.In[0]
	keys := over.rank.orderBy
	time := in(over, 0)[keys[0].Column].Time
	single := len(keys) == 1 && from == 1 && to == 1 && !outputRank
	if w := WindowsOf(input); w.Complete() && slices.Contains(over.PartitionBy, w.Start) && slices.Contains(over.PartitionBy, w.End) {
		if w.Spec.Proctime {
			refuse(over.At, "Processing time Window TopN is not supported yet")
		}
		partition := slices.DeleteFunc(slices.Clone(over.PartitionBy), func(i int) bool { return i == w.Start || i == w.End || i == w.Time })
		if single && time == Rowtime {
			n := &WindowDeduplicate{Start: w.Start, End: w.End, Window: w.Spec, PartitionBy: partition, Time: keys[0].Column, KeepLast: keys[0].Desc}
			n.At = over.At
			return connected(n, input)
		}
		n := &WindowRank{Start: w.Start, End: w.End, Window: w.Spec, PartitionBy: partition, OrderBy: keys, From: from, To: to, OutputRank: outputRank}
		n.At = over.At
		return connected(n, input)
	}
	if single && time != NoTimeAttribute && len(over.PartitionBy) > 0 {
		n := &Deduplicate{PartitionBy: over.PartitionBy, Time: keys[0].Column, Proctime: time == Proctime, KeepLast: keys[0].Desc}
		n.At, n.StateTTL = over.At, o.stateTTL
		return connected(n, input)
	}
	n := &Rank{PartitionBy: over.PartitionBy, OrderBy: keys, From: from, To: to, OutputRank: outputRank}
	n.At, n.StateTTL = over.At, o.stateTTL
	return connected(n, input)
}

// rankRange takes the conditions on the rank out of a filter. to is -1 where the filter sets no end.
func rankRange(conditions []expr.Expr, rank int) (from, to int64, rest []expr.Expr) {
	from, to = 1, -1
	for _, c := range conditions {
		op, value, ok := comparison(c, rank)
		limit := value
		switch {
		case !ok:
			rest = append(rest, c)
			continue
		case op == ">=":
			from = max(from, value)
			continue
		case op == ">":
			from = max(from, value+1)
			continue
		case op == "<":
			limit = value - 1
		case op == "=":
			from = max(from, value)
		}
		if to < 0 || limit < to {
			to = max(limit, 0)
		}
	}
	return from, to, rest
}

var mirrored = map[string]string{"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}

// contrary are the comparisons that hold where the others do not.
var contrary = map[string]string{"<": ">=", "<=": ">", ">": "<=", ">=": "<"}

// comparison takes column op integer apart, whichever side the column is on.
func comparison(e expr.Expr, column int) (op string, value int64, ok bool) {
	call, isCall := e.(*expr.Call)
	if isCall && call.Name == "NOT" {
		op, value, ok = comparison(call.Args[0], column)
		return contrary[op], value, ok && contrary[op] != ""
	}
	if !isCall || len(call.Args) != 2 || mirrored[call.Name] == "" {
		return "", 0, false
	}
	c, isColumn := call.Args[0].(*expr.Column)
	l, isLiteral := call.Args[1].(*expr.Literal)
	op = call.Name
	if !isColumn || !isLiteral {
		c, isColumn = call.Args[1].(*expr.Column)
		l, isLiteral = call.Args[0].(*expr.Literal)
		op = mirrored[call.Name]
	}
	if !isColumn || !isLiteral || c.Index != column || !l.Typ.Kind.IsInteger() || l.Value == nil {
		return "", 0, false
	}
	return op, l.Value.(int64), true
}

// withConstant puts a number in the place of the rank.
func withConstant(c *Calc, rank int, value int64) *Calc {
	literal := &expr.Literal{Value: batch.Datum(value), Typ: types.Of(types.BigInt).NotNull()}
	replace := func(e expr.Expr) expr.Expr {
		return expr.ReplaceColumns(e, func(c *expr.Column) expr.Expr {
			if c.Index == rank {
				return literal
			}
			return c
		})
	}
	c = projecting(c)
	for i, p := range c.Projections {
		c.Projections[i] = replace(p)
	}
	if c.Filter != nil {
		c.Filter = replace(c.Filter)
	}
	return c
}

// projecting is a Calc with projections of its own, which may be written to.
func projecting(c *Calc) *Calc {
	c = clone(c)
	if c.Projections != nil {
		c.Projections = slices.Clone(c.Projections)
		return c
	}
	for i := range in(c, 0) {
		c.Projections = append(c.Projections, columnAt(c.In[0], i))
	}
	return c
}

// columnAt is a reference to a column of a node.
func columnAt(n Node, i int) *expr.Column {
	c := n.Schema().Columns[i]
	return &expr.Column{Index: i, Name: c.Name, Typ: c.Type}
}

func readsColumn(c *Calc, column int) bool {
	if c.Projections == nil || c.Filter != nil && slices.Contains(expr.References(c.Filter), column) {
		return true
	}
	return slices.ContainsFunc(c.Projections, func(p expr.Expr) bool { return slices.Contains(expr.References(p), column) })
}

// numbered makes an OVER aggregate of a ranking function in the order of time. RANK and DENSE_RANK count the rows up to the
// current one with those of equal time, as Flink's do: they are not told what they rank by.
func numbered(over *OverAggregate) Node {
	keys := over.rank.orderBy
	time := in(over, 0)[keys[0].Column].Time
	switch {
	case len(keys) > 1 || time == NoTimeAttribute:
		refuse(over.At, "OVER windows' ordering in stream mode must be defined on a time attribute; for a top-N, filter the rank by an upper bound in the query around: WHERE rank <= N")
	case keys[0].Desc:
		refuse(over.At, "OVER windows in stream mode can only be ordered by time in ascending order")
	}
	n := clone(over)
	n.Time, n.Proctime, n.rank = keys[0].Column, time == Proctime, nil
	if over.rank.function != "ROW_NUMBER" {
		n.Rows, n.Aggs = false, slices.Clone(over.Aggs)
		n.Aggs[0].Name = "COUNT"
	}
	return n
}
