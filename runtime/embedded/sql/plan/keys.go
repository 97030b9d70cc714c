package plan

import (
	"slices"

	"github.com/penstock/penstock/runtime/embedded/expr"
)

// maxKeys bounds how many keys of a node are followed.
const maxKeys = 8

// uniqueKeys finds the sets of columns that identify a row of a node's output at any time. The empty set says that there is
// at most one row.
func uniqueKeys(n Node) [][]int { return keysOver(n, uniqueKeys) }

// keysOver is uniqueKeys with the keys of the inputs told by of.
func keysOver(n Node, of func(Node) [][]int) [][]int {
	keys := inferKeys(n, of)
	for i, k := range keys {
		keys[i] = append(make([]int, 0, len(k)), k...) // never nil: the empty key means something
		slices.Sort(keys[i])
		keys[i] = slices.Compact(keys[i])
	}
	slices.SortFunc(keys, slices.Compare)
	keys = slices.CompactFunc(keys, slices.Equal)
	return keys[:min(len(keys), maxKeys)]
}

func inferKeys(n Node, of func(Node) [][]int) [][]int {
	switch n := n.(type) {
	case *TableSource:
		return through([][]int{n.Source.primaryKey()}, positions(n.Projected, len(n.Source.Columns)))
	case *Scan:
		return through([][]int{n.Table.PrimaryKey}, positions(n.Projected, len(n.Table.Columns)))
	case *Calc:
		keys := of(n.In[0])
		if n.Projections == nil {
			return keys
		}
		to := positions(nil, len(in(n, 0)))
		for i, p := range n.Projections {
			if c, ok := p.(*expr.Column); ok && to[c.Index] < 0 {
				to[c.Index] = i
			}
		}
		return through(keys, to)
	case *GroupAggregate:
		return [][]int{identity(len(n.Keys))}
	case *WindowAggregate:
		return windowKeys(n)
	case *Watermark, *DropUpdateBefore, *Sort, *Limit, *OverAggregate, *Sink:
		return of(n.Inputs()[0])
	case *Deduplicate:
		return append(of(n.In[0]), slices.Clone(n.PartitionBy))
	case *Rank:
		keys := of(n.In[0])
		if n.From == n.To {
			keys = append(keys, slices.Clone(n.PartitionBy))
		}
		if n.OutputRank {
			keys = append(keys, append(slices.Clone(n.PartitionBy), len(in(n, 0))))
		}
		return keys
	case *WindowDeduplicate:
		return append(of(n.In[0]), append(slices.Clone(n.PartitionBy), n.Start, n.End))
	case *WindowRank:
		return of(n.In[0])
	case *ChangelogNormalize:
		return [][]int{slices.Clone(n.Key)}
	case *UpsertMaterialize:
		return [][]int{slices.Clone(n.Key)}
	case *SetOperation:
		if n.Operator == Intersect || n.Operator == Except {
			return [][]int{identity(len(n.Out.Columns))}
		}
	case *TemporalJoin:
		return of(n.In[0])
	case *Join:
		return joinUniqueKeys(n, of)
	}
	return nil
}

// primaryKey is the table's primary key as indexes of the declared columns.
func (s *Source) primaryKey() []int {
	var out []int
	for i, c := range s.Columns {
		if p, ok := c.Expr.(*expr.Column); ok && slices.Contains(s.Table.PrimaryKey, p.Index) {
			out = append(out, i)
		}
	}
	return out
}

// positions tells where each of n columns is in a list; -1 where it is not.
func positions(list []int, n int) []int {
	to := make([]int, n)
	for i := range to {
		to[i] = -1
	}
	for i, c := range list {
		to[c] = i
	}
	return to
}

// through moves keys; those of which a column is lost are dropped. A nil key is no key.
func through(keys [][]int, to []int) [][]int {
	var out [][]int
	for _, k := range keys {
		if k == nil {
			continue
		}
		moved := mapped(k, to)
		if !slices.Contains(moved, -1) {
			out = append(out, moved)
		}
	}
	return out
}

func windowKeys(n *WindowAggregate) [][]int {
	key := identity(len(n.Keys))
	start, end := -1, -1
	for i, p := range n.Properties {
		switch p {
		case WindowStart:
			start = len(n.Keys) + len(n.Aggs) + i
		case WindowEnd:
			end = len(n.Keys) + len(n.Aggs) + i
		}
	}
	switch {
	case n.Window.Kind == Tumble && end >= 0:
		return [][]int{append(key, end)}
	case start >= 0 && end >= 0:
		return [][]int{append(key, start, end)}
	}
	return nil
}

// joinUniqueKeys follows keys through a join: those of one side stay if the other side has at most one match for each row;
// otherwise a key of each side together is one.
func joinUniqueKeys(n *Join, of func(Node) [][]int) [][]int {
	left, right := of(n.In[0]), of(n.In[1])
	if n.Kind.OnlyLeft() {
		return left
	}
	width := len(in(n, 0))
	shifted := make([][]int, len(right))
	for i, k := range right {
		for _, c := range k {
			shifted[i] = append(shifted[i], c+width)
		}
	}
	var out [][]int
	unique := func(keys [][]int, by []int) bool {
		return slices.ContainsFunc(keys, func(k []int) bool { return containsAll(by, k) })
	}
	if unique(right, n.Keys.Right) && !n.Kind.padsLeft() {
		out = append(out, left...)
	}
	if unique(left, n.Keys.Left) && !n.Kind.padsRight() {
		out = append(out, shifted...)
	}
	for _, l := range left {
		for _, r := range shifted {
			if len(out) == maxKeys {
				return out
			}
			out = append(out, append(slices.Clone(l), r...))
		}
	}
	return out
}
