package plan

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// identify gives each node its id: a hash of what it does and of its inputs' ids. Columns are named by what they are made
// of, not by their position or alias, so that columns that are added beside them change nothing. What may be edited while
// state goes on to fit is left out: a scan's columns and options, a watermark's strategy, and everything that a sink is
// given. Nodes of the same id are numbered in the order of the script.
func identify(sinks []Node) {
	id := &identifier{origins: map[Node]string{}, columns: map[Node][]string{}, used: map[string]int{}}
	for _, s := range sinks {
		id.visit(s)
	}
}

type identifier struct {
	// origins are what a node's rows are, as its consumers see it: its id, or for a Calc that of its input with the filter. What a
	// Calc computes is in the names of its columns, so that it makes no difference where columns are dropped.
	origins map[Node]string
	columns map[Node][]string
	used    map[string]int
}

func (id *identifier) visit(n Node) {
	if _, done := id.origins[n]; done {
		return
	}
	for _, i := range n.Inputs() {
		id.visit(i)
	}
	what := meaning(n, func(input, i int) string { return id.columns[n.Inputs()[input]][i] })
	if _, isSink := n.(*Sink); !isSink {
		for _, i := range n.Inputs() {
			what += " " + id.origins[i]
		}
	}
	base := hash(what)
	id.used[base]++
	name := base
	if k := id.used[base]; k > 1 {
		name = hash(fmt.Sprintf("%s #%d", base, k))
	}
	n.base().NodeID = name
	id.origins[n] = name
	if c, ok := n.(*Calc); ok {
		id.origins[n] = id.origins[c.In[0]]
		if c.Filter != nil {
			id.origins[n] += " where " + exprText(c.Filter, func(i int) string { return id.columns[c.In[0]][i] })
		}
	}
	id.columns[n] = id.columnsOf(n)
}

// hash is 128 bits as the ids of Flink's operators are, in hexadecimal.
func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:16])
}

// columnsOf names the columns of a node's output by what they are made of.
func (id *identifier) columnsOf(n Node) []string {
	out := make([]string, len(n.Schema().Columns))
	passed := func(input, first int) {
		for i, c := range id.columns[n.Inputs()[input]] {
			if first+i < len(out) {
				out[first+i] = c
			}
		}
	}
	one := func(i int) string { return id.columns[n.Inputs()[0]][i] }
	switch n := n.(type) {
	case *Scan:
		for i, p := range n.Projected {
			out[i] = n.Table.Columns[p].Name
		}
	case *Calc:
		if n.Projections == nil {
			passed(0, 0)
			break
		}
		for i, p := range n.Projections {
			out[i] = exprText(p, one)
			if len(out[i]) > 200 {
				out[i] = hash(out[i])
			}
		}
	case *GroupAggregate:
		aggregated(out, n.Keys, n.Aggs, one)
	case *WindowAggregate:
		aggregated(out, n.Keys, n.Aggs, one)
		for i, p := range n.Properties {
			out[len(n.Keys)+len(n.Aggs)+i] = fmt.Sprintf("window %d", p)
		}
	case *OverAggregate:
		passed(0, 0)
		at := len(out) - len(n.Aggs)
		for i, c := range n.Aggs {
			out[at+i] = "over " + callText(c, one)
		}
	case *Join, *IntervalJoin, *WindowJoin, *TemporalJoin:
		passed(0, 0)
		for i := range out {
			if left := len(in(n, 0)); i >= left {
				out[i] = "right " + id.columns[n.Inputs()[1]][i-left]
			}
		}
	case *MatchRecognize:
		for i, k := range n.PartitionBy {
			out[i] = one(k)
		}
	case *Values, *Expand:
	default:
		if len(n.Inputs()) > 0 {
			passed(0, 0)
		}
	}
	for i, c := range out {
		if c == "" {
			out[i] = fmt.Sprintf("column %d", i)
		}
	}
	return out
}

func aggregated(out []string, keys []int, calls []AggregateCall, column func(int) string) {
	for i, k := range keys {
		out[i] = column(k)
	}
	for i, c := range calls {
		out[len(keys)+i] = callText(c, column)
	}
}
