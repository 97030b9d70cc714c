package plan

// updatedKey finds the key by which a ranking can follow the updates of its input without their old rows, as Flink does: no row is ever
// deleted or filtered away, the partition is within the key, and in the order an update only moves a row to the front. It is nil where
// there is none.
func (o *optimizer) updatedKey(n *Rank) []int {
	input := n.In[0]
	if o.kindsOf(input) != inserts|updates {
		return nil
	}
	if c, ok := input.(*Calc); ok && c.Filter != nil && !o.readsConstants(c.Filter, c.In[0]) {
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
