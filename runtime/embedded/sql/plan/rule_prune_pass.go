package plan

import (
	"slices"

	"github.com/penstock/penstock/runtime/embedded/expr"
)

// prunedPassing prunes nodes that pass their input's columns on and perhaps add some.
func prunedPassing(n Node, need columnSet) (Node, []int) {
	width := len(in(n, 0))
	below := need.head(n.Inputs()[0])
	var move func(c Node, to []int)
	addedTo := func(inputWidth int) []int { // by default all that is added stays
		out := make([]int, len(need)-width)
		for i := range out {
			out[i] = inputWidth + i
		}
		return out
	}
	switch n := n.(type) {
	case *WindowTableFunction:
		below.add(n.Window.TimeColumn).add(n.Window.PartitionBy...)
		move = func(c Node, to []int) {
			w := &c.(*WindowTableFunction).Window
			w.TimeColumn, w.PartitionBy = to[w.TimeColumn], mapped(w.PartitionBy, to)
		}
	case *Unnest:
		below.addExpr(n.Collection)
		move = func(c Node, to []int) { u := c.(*Unnest); u.Collection = expr.MapColumns(u.Collection, to) }
	case *LookupJoin:
		below.add(n.Keys...)
		if n.Condition != nil {
			for _, i := range expr.References(n.Condition) {
				if i < width {
					below.add(i)
				}
			}
		}
		move = func(c Node, to []int) { c.(*LookupJoin).moveLeft(to) }
	case *OverAggregate:
		calls, callTo := keptCalls(n.Aggs, need, width)
		if len(calls) == 0 {
			calls, callTo[0] = n.Aggs[:1], width
		}
		below.add(n.PartitionBy...).add(n.Time).addCalls(calls)
		move = func(c Node, to []int) {
			o := c.(*OverAggregate)
			o.PartitionBy, o.Time, o.Aggs = mapped(o.PartitionBy, to), to[o.Time], mappedCalls(calls, to)
		}
		addedTo = func(inputWidth int) []int {
			for i, at := range callTo {
				if at >= 0 {
					callTo[i] = at - width + inputWidth
				}
			}
			return callTo
		}
	case *Rank:
		below.add(n.PartitionBy...).addKeys(n.OrderBy)
		if n.To == 0 {
			below.add(n.EndColumn)
		}
		move = func(c Node, to []int) {
			r := c.(*Rank)
			r.PartitionBy, r.OrderBy = mapped(r.PartitionBy, to), mappedKeys(r.OrderBy, to)
			if r.To == 0 {
				r.EndColumn = to[r.EndColumn]
			}
			r.OutputRank = r.OutputRank && need[width]
		}
	case *WindowRank:
		below.add(n.PartitionBy...).addKeys(n.OrderBy).add(n.Start, n.End)
		move = func(c Node, to []int) {
			r := c.(*WindowRank)
			r.PartitionBy, r.OrderBy, r.Start, r.End = mapped(r.PartitionBy, to), mappedKeys(r.OrderBy, to), to[r.Start], to[r.End]
			r.OutputRank = r.OutputRank && need[width]
		}
	case *Deduplicate:
		below.add(n.PartitionBy...).add(n.Time)
		move = func(c Node, to []int) {
			d := c.(*Deduplicate)
			d.PartitionBy, d.Time = mapped(d.PartitionBy, to), to[d.Time]
		}
	case *WindowDeduplicate:
		below.add(n.PartitionBy...).add(n.Time, n.Start, n.End)
		move = func(c Node, to []int) {
			d := c.(*WindowDeduplicate)
			d.PartitionBy, d.Time, d.Start, d.End = mapped(d.PartitionBy, to), to[d.Time], to[d.Start], to[d.End]
		}
	case *Sort:
		below.addKeys(n.OrderBy)
		move = func(c Node, to []int) { s := c.(*Sort); s.OrderBy = mappedKeys(s.OrderBy, to) }
	default:
		move = func(Node, []int) {}
	}
	below = below.orFirst()
	input := exactly(n.Inputs()[0], below)
	_, to := kept(below)
	c := clone(n)
	move(c, to)
	return connected(c, input), append(slices.Clone(to), addedTo(len(input.Schema().Columns))...)
}

// prunedJoin prunes both inputs of a join.
func prunedJoin(n Node, need columnSet) (Node, []int) {
	width := len(in(n, 0))
	left, right := need.head(n.Inputs()[0]), none(n.Inputs()[1])
	if len(need) > width {
		copy(right, need[width:])
	}
	keys, condition, times := joinParts(n)
	left.add(keys.Left...)
	right.add(keys.Right...)
	if condition != nil {
		for _, i := range expr.References(condition) {
			if i < width {
				left.add(i)
			} else {
				right.add(i - width)
			}
		}
	}
	left.add(times.left...)
	right.add(times.right...)
	left, right = left.orFirst(), right.orFirst()
	l, r := exactly(n.Inputs()[0], left), exactly(n.Inputs()[1], right)
	_, leftTo := kept(left)
	_, rightTo := kept(right)
	to := slices.Clone(leftTo)
	for _, i := range rightTo {
		if i >= 0 {
			i += len(l.Schema().Columns)
		}
		to = append(to, i)
	}
	c := clone(n)
	setJoinParts(c, keys, condition, leftTo, rightTo, to)
	return connected(c, l, r), to[:len(need)]
}

// joinColumns are columns of both inputs of a join that are neither keys nor in its condition.
type joinColumns struct{ left, right []int }

func joinParts(n Node) (keys JoinKeys, condition expr.Expr, columns joinColumns) {
	switch n := n.(type) {
	case *Join:
		return n.Keys, n.Condition, columns
	case *IntervalJoin:
		return n.Keys, n.Condition, joinColumns{[]int{n.LeftTime}, []int{n.RightTime}}
	case *WindowJoin:
		return n.Keys, n.Condition, joinColumns{[]int{n.LeftStart, n.LeftEnd}, []int{n.RightStart, n.RightEnd}}
	case *TemporalJoin:
		return n.Keys, n.Condition, joinColumns{[]int{n.LeftTime}, []int{n.RightTime}}
	}
	return keys, nil, columns
}

// setJoinParts moves all columns that a join reads.
func setJoinParts(n Node, keys JoinKeys, condition expr.Expr, left, right, both []int) {
	keys = JoinKeys{Left: mapped(keys.Left, left), Right: mapped(keys.Right, right), NullSafe: keys.NullSafe}
	if condition != nil {
		condition = expr.MapColumns(condition, both)
	}
	switch n := n.(type) {
	case *Join:
		n.Keys, n.Condition = keys, condition
	case *IntervalJoin:
		n.Keys, n.Condition = keys, condition
		n.LeftTime, n.RightTime = left[n.LeftTime], right[n.RightTime]
	case *WindowJoin:
		n.Keys, n.Condition = keys, condition
		n.LeftStart, n.LeftEnd, n.RightStart, n.RightEnd = left[n.LeftStart], left[n.LeftEnd], right[n.RightStart], right[n.RightEnd]
	case *TemporalJoin:
		n.Keys, n.Condition = keys, condition
		n.LeftTime, n.RightTime = left[n.LeftTime], right[n.RightTime]
	}
}
