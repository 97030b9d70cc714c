package plan

import (
	"github.com/penstock/penstock/runtime/embedded/expr"
)

// connected sets a node's inputs and derives its output.
func connected[N Node](n N, inputs ...Node) N {
	n.base().In = inputs
	derive(n)
	return n
}

// NewCalc filters by a condition (nil for none) and projects. Nil projections pass all columns on; otherwise names has one
// name for each.
func NewCalc(input Node, filter expr.Expr, projections []expr.Expr, names []string) *Calc {
	c := &Calc{Filter: filter, Projections: projections}
	if projections != nil {
		c.Out.Columns = make([]Column, len(projections))
		for i := range projections {
			c.Out.Columns[i].Name = names[i]
		}
	}
	return connected(c, input)
}

// NewValues sends constant rows of equal types.
func NewValues(rows [][]expr.Expr, names []string) *Values {
	v := &Values{Rows: rows}
	v.Out.Columns = named(names)
	return connected(v)
}

// NewExpand multiplies rows; see Expand.
func NewExpand(input Node, projections [][]expr.Expr, names []string) *Expand {
	e := &Expand{Projections: projections}
	e.Out.Columns = named(names)
	return connected(e, input)
}

func named(names []string) []Column {
	out := make([]Column, len(names))
	for i, n := range names {
		out[i].Name = n
	}
	return out
}

// Connect gives a node its inputs and derives its output from them. It is for nodes whose output has no names of its own:
// all but Calc, Values and Expand, which have constructors.
func Connect[N Node](n N, inputs ...Node) N { return connected(n, inputs...) }

// NewJoin asks for a join of any kind: its condition is over the left columns followed by the right ones, and systemTime is
// the left column of FOR SYSTEM_TIME AS OF, or -1. Its times to live are -1, for those of the plan. Optimize decides how it is done.
func NewJoin(kind JoinKind, left, right Node, condition expr.Expr, systemTime int) *Join {
	return connected(&Join{Kind: kind, Condition: condition, LeftTTL: -1, RightTTL: -1, asked: &askedJoin{systemTime: systemTime}}, left, right)
}

// HintLookup says how the right side of a join is looked up, where the join turns out to be a LookupJoin.
func (n *Join) HintLookup(h LookupHint) { n.asked.lookup = h }

// NewRanking adds a ranking function over any order to each row. Optimize makes a Rank of it and of the filter on the rank
// above it, and refuses it where there is none.
func NewRanking(input Node, function string, partitionBy []int, orderBy []SortKey, call AggregateCall) *OverAggregate {
	n := &OverAggregate{
		PartitionBy: partitionBy, Time: -1, Rows: true, Preceding: -1, Aggs: []AggregateCall{call},
		rank: &ranking{function: function, orderBy: orderBy},
	}
	return connected(n, input)
}

// withInputs is a copy of a node over other inputs, or the node itself where they are the same.
func withInputs(n Node, inputs []Node) Node {
	same := true
	for i, old := range n.Inputs() {
		same = same && old == inputs[i]
	}
	if same {
		return n
	}
	c := clone(n)
	return connected(c, inputs...)
}
