package plan

import (
	"slices"

	"github.com/penstock/penstock/runtime/embedded/expr"
)

// pruneColumns drops columns that nobody reads, from the sinks down to the scans.
func pruneColumns(_ *optimizer, root Node) Node {
	if _, isSink := root.(*Sink); isSink {
		return withInputs(root, []Node{exactly(root.Inputs()[0], all(root.Inputs()[0]))})
	}
	return exactly(root, all(root))
}

// columnSet has a mark for each column.
type columnSet []bool

func all(n Node) columnSet {
	s := make(columnSet, len(n.Schema().Columns))
	for i := range s {
		s[i] = true
	}
	return s
}

func none(n Node) columnSet { return make(columnSet, len(n.Schema().Columns)) }

func (s columnSet) add(columns ...int) columnSet {
	for _, c := range columns {
		if c >= 0 {
			s[c] = true
		}
	}
	return s
}

func (s columnSet) addExpr(e expr.Expr) columnSet {
	if e == nil {
		return s
	}
	return s.add(expr.References(e)...)
}

func (s columnSet) addCalls(calls []AggregateCall) columnSet {
	for _, c := range calls {
		s.add(c.Args...)
		s.add(c.Filter)
	}
	return s
}

func (s columnSet) addKeys(keys []SortKey) columnSet {
	for _, k := range keys {
		s.add(k.Column)
	}
	return s
}

// orFirst is the set, with the first column where it is empty: rows without columns would be nothing at all.
func (s columnSet) orFirst() columnSet {
	if len(s) > 0 && !slices.Contains(s, true) {
		s = slices.Clone(s)
		s[0] = true
	}
	return s
}

// head is the set of the first columns.
func (s columnSet) head(n Node) columnSet { return append(none(n)[:0], s[:len(n.Schema().Columns)]...) }

// exactly prunes a node to the given columns, in their order. Nodes that keep rows have such inputs, so that they keep no
// more than they need.
func exactly(n Node, need columnSet) Node {
	out, to := prune(n, need)
	var projections []expr.Expr
	var names []string
	for i, wanted := range need {
		if wanted {
			projections = append(projections, columnAt(out, to[i]))
			names = append(names, n.Schema().Columns[i].Name)
		}
	}
	return mergedCalc(NewCalc(out, nil, projections, names))
}

// prune returns a node with at least the needed columns, and where each old column has gone (-1 where it is dropped).
func prune(n Node, need columnSet) (Node, []int) {
	need = need.orFirst()
	switch n := n.(type) {
	case *TableSource:
		return prunedSource(n, need)
	case *Calc:
		return prunedCalc(n, need)
	case *Values:
		return prunedValues(n, need)
	case *Expand:
		return prunedExpand(n, need)
	case *Union:
		return prunedUnion(n, need)
	case *GroupAggregate:
		return prunedGroupAggregate(n, need)
	case *WindowAggregate:
		return prunedWindowAggregate(n, need)
	case *Join, *IntervalJoin, *WindowJoin, *TemporalJoin:
		return prunedJoin(n, need)
	case *MatchRecognize:
		return prunedMatch(n)
	case *SetOperation:
		inputs := make([]Node, len(n.In))
		for i, input := range n.In {
			inputs[i] = exactly(input, all(input))
		}
		return withInputs(n, inputs), identity(len(need))
	}
	return prunedPassing(n, need)
}

func identity(n int) []int {
	to := make([]int, n)
	for i := range to {
		to[i] = i
	}
	return to
}

// kept numbers the marked columns.
func kept(need columnSet) (columns, to []int) {
	to = make([]int, len(need))
	for i, wanted := range need {
		to[i] = -1
		if wanted {
			to[i] = len(columns)
			columns = append(columns, i)
		}
	}
	return columns, to
}

func prunedSource(n *TableSource, need columnSet) (Node, []int) {
	columns, to := kept(need)
	c := clone(n)
	c.Projected = nil
	for _, i := range columns {
		c.Projected = append(c.Projected, n.Projected[i])
	}
	derive(c)
	return c, to
}

func prunedCalc(n *Calc, need columnSet) (Node, []int) {
	if n.Projections == nil {
		input, moved := prune(n.In[0], slices.Clone(need).addExpr(n.Filter))
		columns, to := kept(need)
		c := clone(n)
		c.Filter = expr.MapColumns(n.Filter, moved)
		if len(columns) == len(input.Schema().Columns) {
			return connected(c, input), moved
		}
		c.Out.Columns = nil
		for _, i := range columns {
			c.Projections = append(c.Projections, columnAt(input, moved[i]))
			c.Out.Columns = append(c.Out.Columns, n.Out.Columns[i])
		}
		return connected(c, input), to
	}
	below := none(n.In[0]).addExpr(n.Filter)
	columns, to := kept(need)
	for _, i := range columns {
		below.addExpr(n.Projections[i])
	}
	input, moved := prune(n.In[0], below)
	c := clone(n)
	c.Projections, c.Out.Columns = nil, nil
	for _, i := range columns {
		c.Projections = append(c.Projections, expr.MapColumns(n.Projections[i], moved))
		c.Out.Columns = append(c.Out.Columns, n.Out.Columns[i])
	}
	if n.Filter != nil {
		c.Filter = expr.MapColumns(n.Filter, moved)
	}
	return connected(c, input), to
}

func prunedValues(n *Values, need columnSet) (Node, []int) {
	columns, to := kept(need)
	c := clone(n)
	c.Out.Columns, c.Rows = nil, make([][]expr.Expr, len(n.Rows))
	for _, i := range columns {
		c.Out.Columns = append(c.Out.Columns, n.Out.Columns[i])
		for r, row := range n.Rows {
			c.Rows[r] = append(c.Rows[r], row[i])
		}
	}
	return c, to
}

func prunedExpand(n *Expand, need columnSet) (Node, []int) {
	columns, to := kept(need)
	below := none(n.In[0])
	for _, row := range n.Projections {
		for _, i := range columns {
			below.addExpr(row[i])
		}
	}
	input, moved := prune(n.In[0], below)
	c := clone(n)
	c.Projections, c.Out.Columns = make([][]expr.Expr, len(n.Projections)), nil
	for _, i := range columns {
		c.Out.Columns = append(c.Out.Columns, n.Out.Columns[i])
		for r, row := range n.Projections {
			c.Projections[r] = append(c.Projections[r], expr.MapColumns(row[i], moved))
		}
	}
	return connected(c, input), to
}

func prunedUnion(n *Union, need columnSet) (Node, []int) {
	_, to := kept(need)
	inputs := make([]Node, len(n.In))
	for i, input := range n.In {
		inputs[i] = exactly(input, need)
	}
	return connected(clone(n), inputs...), to
}

// keptCalls drops the calls whose results nobody reads; offset is the column of the first.
func keptCalls(calls []AggregateCall, need columnSet, offset int) (out []AggregateCall, to []int) {
	to = make([]int, len(calls))
	for i, c := range calls {
		to[i] = -1
		if need[offset+i] {
			to[i] = offset + len(out)
			out = append(out, c)
		}
	}
	return out, to
}

func prunedGroupAggregate(n *GroupAggregate, need columnSet) (Node, []int) {
	calls, callTo := keptCalls(n.Aggs, need, len(n.Keys))
	input, moved := prune(n.In[0], none(n.In[0]).add(n.Keys...).addCalls(calls))
	c := clone(n)
	c.Keys, c.Aggs = mapped(n.Keys, moved), mappedCalls(calls, moved)
	c.Distinct = len(calls) == 0 && len(c.Keys) > 0
	return connected(c, input), append(identity(len(n.Keys)), callTo...)
}

func prunedWindowAggregate(n *WindowAggregate, need columnSet) (Node, []int) {
	calls, callTo := keptCalls(n.Aggs, need, len(n.Keys))
	below := none(n.In[0]).add(n.Keys...).addCalls(calls)
	if n.Attached {
		below.add(n.Start, n.End)
	} else {
		below.add(n.Window.TimeColumn).add(n.Window.PartitionBy...)
	}
	input, moved := prune(n.In[0], below)
	c := clone(n)
	c.Keys, c.Aggs = mapped(n.Keys, moved), mappedCalls(calls, moved)
	if n.Attached {
		c.Start, c.End = moved[n.Start], moved[n.End]
	} else {
		c.Window.TimeColumn, c.Window.PartitionBy = moved[n.Window.TimeColumn], mapped(n.Window.PartitionBy, moved)
	}
	to := append(identity(len(n.Keys)), callTo...)
	for i := range n.Properties {
		to = append(to, len(n.Keys)+len(calls)+i)
	}
	return connected(c, input), to
}

// prunedMatch keeps all measures and drops what they do not read.
func prunedMatch(n *MatchRecognize) (Node, []int) {
	below := none(n.In[0]).add(n.PartitionBy...).addKeys(n.Order)
	expressions := n.expressions()
	for _, e := range expressions {
		for _, r := range e.References {
			if r.Kind == MatchFirst || r.Kind == MatchLast {
				below.add(r.Column)
			}
			below.addExpr(r.Argument)
		}
	}
	below = below.orFirst()
	input := exactly(n.In[0], below)
	_, moved := kept(below)
	c := clone(n)
	c.PartitionBy, c.Order = mapped(n.PartitionBy, moved), mappedKeys(n.Order, moved)
	c.moveColumns(moved)
	return connected(c, input), identity(len(n.Out.Columns))
}

// expressions are all conditions and measures.
func (n *MatchRecognize) expressions() []*MatchExpr {
	var out []*MatchExpr
	for i := range n.Variables {
		if n.Variables[i].Condition != nil {
			out = append(out, n.Variables[i].Condition)
		}
	}
	for i := range n.Measures {
		out = append(out, &n.Measures[i].Value)
	}
	return out
}

// moveColumns moves the columns that conditions and measures read.
func (n *MatchRecognize) moveColumns(to []int) {
	move := func(e MatchExpr) MatchExpr {
		e.References = slices.Clone(e.References)
		for i := range e.References {
			r := &e.References[i]
			if r.Kind == MatchFirst || r.Kind == MatchLast {
				r.Column = to[r.Column]
			}
			if r.Argument != nil {
				r.Argument = expr.MapColumns(r.Argument, to)
			}
		}
		return e
	}
	n.Variables, n.Measures = slices.Clone(n.Variables), slices.Clone(n.Measures)
	for i, v := range n.Variables {
		if v.Condition != nil {
			moved := move(*v.Condition)
			n.Variables[i].Condition = &moved
		}
	}
	for i, m := range n.Measures {
		n.Measures[i].Value = move(m.Value)
	}
}

func mappedKeys(keys []SortKey, to []int) []SortKey {
	out := slices.Clone(keys)
	for i := range out {
		out[i].Column = to[out[i].Column]
	}
	return out
}
