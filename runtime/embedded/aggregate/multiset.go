package aggregate

import "github.com/penstock/penstock/runtime/embedded/batch"

// multiset is COLLECT: the values that are not NULL, with how often each is there.
type multiset struct{ groups []counted }

// counted are the values of a group in order of first arrival. A value whose count fell to 0 keeps its place until the group
// is written.
type counted struct {
	index  map[string]int
	values []batch.Datum
	counts []int64
}

func (a *multiset) Grow(n int)       { a.groups = grown(a.groups, n) }
func (a *multiset) Reset(slot int32) { a.groups[slot] = counted{} }

func (a *multiset) add(in *Rows, row, slot int32, retract bool) error {
	if in.Args[0].IsNull(int(row)) {
		return nil
	}
	by := int64(1)
	if retract {
		by = -1
	}
	key := string(batch.AppendKey(nil, in.Args[0], int(row)))
	a.groups[slot].change(key, by, func() batch.Datum { return keepDatum(in.Args[0].Get(int(row))) })
	return nil
}

func (g *counted) change(key string, by int64, value func() batch.Datum) {
	i, ok := g.index[key]
	if !ok {
		if g.index == nil {
			g.index = make(map[string]int)
		}
		i = len(g.values)
		g.index[key] = i
		g.values, g.counts = append(g.values, value()), append(g.counts, 0)
	}
	g.counts[i] += by
}

// keys are the encoded values in order of first arrival.
func (g *counted) keys() []string {
	keys := make([]string, len(g.values))
	for key, i := range g.index {
		keys[i] = key
	}
	return keys
}

func (a *multiset) Merge(into int32, other single, from int32) error {
	o := &other.(*multiset).groups[from]
	for i, key := range o.keys() {
		a.groups[into].change(key, o.counts[i], func() batch.Datum { return o.values[i] })
	}
	return nil
}

func (a *multiset) Result(slot int32, out *batch.Vector, row int) error {
	m := &batch.MapDatum{}
	for i, n := range a.groups[slot].counts {
		if n > 0 {
			m.Keys, m.Values = append(m.Keys, a.groups[slot].values[i]), append(m.Values, n)
		}
	}
	out.Nested[row] = m
	return nil
}

func (a *multiset) Append(dst []byte, slot int32) []byte {
	g := &a.groups[slot]
	keys, values, counts := []batch.Datum{}, []batch.Datum{}, []batch.Datum{}
	inOrder := g.keys()
	for i, n := range g.counts {
		if n != 0 {
			keys, values, counts = append(keys, inOrder[i]), append(values, g.values[i]), append(counts, n)
		}
	}
	return batch.AppendDatum(batch.AppendDatum(batch.AppendDatum(dst, keys), values), counts)
}

func (a *multiset) Restore(src []byte, slot int32) (rest []byte, err error) {
	keys, src, err := cutDatum[[]batch.Datum](src)
	if err != nil {
		return nil, err
	}
	values, src, err := cutDatum[[]batch.Datum](src)
	if err != nil {
		return nil, err
	}
	counts, rest, err := cutDatum[[]batch.Datum](src)
	if err != nil {
		return nil, err
	}
	if len(values) != len(keys) || len(counts) != len(keys) {
		return nil, errState
	}
	for i := range keys {
		key, isKey := keys[i].(string)
		n, isCount := counts[i].(int64)
		if !isKey || !isCount {
			return nil, errState
		}
		a.groups[slot].change(key, n, func() batch.Datum { return values[i] })
	}
	return rest, nil
}
