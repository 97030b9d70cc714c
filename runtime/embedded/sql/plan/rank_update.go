package plan

import "github.com/penstock/penstock/runtime/embedded/expr"

// updatedKey finds the key by which a ranking can follow the updates of its input without their old rows, as Flink does: no row is ever
// deleted, the partition is within the key, and in the order an update only moves a row to the front. It is nil where
// there is none.
func (o *optimizer) updatedKey(n *Rank) []int {
	input := n.In[0]
	if o.kindsOf(input) != inserts|updates {
		return nil
	}
	for _, k := range n.OrderBy {
		t := o.trendOf(input, k.Column)
		if t != constant && (t != rising || !k.Desc) && (t != falling || k.Desc) {
			return nil
		}
	}
	for _, key := range input.Schema().Keys {
		if len(key) > 0 && containsAll(key, n.PartitionBy) {
			return key
		}
	}
	return nil
}

// trend is how a column of a row changes with updates.
type trend uint8

const (
	unknown trend = iota
	constant
	rising
	falling
)

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
		if column < len(n.Keys) {
			return constant
		}
		if o.kindsOf(n.In[0]) != inserts {
			return unknown
		}
		switch n.Aggs[column-len(n.Keys)].Name {
		case "COUNT", "MAX":
			return rising
		case "MIN":
			return falling
		}
	}
	return unknown
}
