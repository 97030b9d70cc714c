package aggregate

import (
	"errors"
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

// firstLast is FIRST_VALUE and LAST_VALUE of what is not NULL, in the order of arrival. Over an updating input it keeps
// all values, as the one before may come up again.
type firstLast struct {
	last    bool
	retract bool
	groups  []valueList
}

// valueList are the values of a group in order of arrival, encoded so that equal values are equal strings.
type valueList struct {
	values []batch.Datum
	keys   []string
}

func newFirstLast(c Call) *firstLast {
	return &firstLast{last: c.Name == "LAST_VALUE", retract: c.Retract}
}

func (a *firstLast) Grow(n int)       { a.groups = grown(a.groups, n) }
func (a *firstLast) Reset(slot int32) { a.groups[slot] = valueList{} }

func (a *firstLast) add(in *Rows, row, slot int32, retract bool) error {
	arg, g := in.Args[0], &a.groups[slot]
	if arg.IsNull(int(row)) {
		return nil
	}
	if !a.retract {
		if a.last || len(g.values) == 0 {
			g.values = append(g.values[:0], keepDatum(arg.Get(int(row))))
		}
		return nil
	}
	key := string(batch.AppendKey(nil, arg, int(row)))
	if retract {
		if i := slices.Index(g.keys, key); i >= 0 {
			g.keys, g.values = slices.Delete(g.keys, i, i+1), slices.Delete(g.values, i, i+1)
		}
		return nil
	}
	g.keys, g.values = append(g.keys, key), append(g.values, keepDatum(arg.Get(int(row))))
	return nil
}

// keepDatum returns a value that shares no memory with a batch.
func keepDatum(d batch.Datum) batch.Datum {
	switch d := d.(type) {
	case string:
		return strings.Clone(d)
	case []batch.Datum:
		kept := make([]batch.Datum, len(d))
		for i, e := range d {
			kept[i] = keepDatum(e)
		}
		return kept
	case *batch.MapDatum:
		kept := &batch.MapDatum{Keys: make([]batch.Datum, len(d.Keys)), Values: make([]batch.Datum, len(d.Values))}
		for i := range d.Keys {
			kept.Keys[i], kept.Values[i] = keepDatum(d.Keys[i]), keepDatum(d.Values[i])
		}
		return kept
	}
	return d
}

func (a *firstLast) Merge(into int32, other single, from int32) error {
	o, g := &other.(*firstLast).groups[from], &a.groups[into]
	if len(o.values) == 0 {
		return nil
	}
	if a.retract {
		g.keys, g.values = append(g.keys, o.keys...), append(g.values, o.values...)
	} else if a.last || len(g.values) == 0 {
		g.values = append(g.values[:0], o.values...)
	}
	return nil
}

func (a *firstLast) Result(slot int32, out *batch.Vector, row int) error {
	g := &a.groups[slot]
	switch {
	case len(g.values) == 0:
		out.SetNull(row)
	case a.last:
		out.Set(row, g.values[len(g.values)-1])
	default:
		out.Set(row, g.values[0])
	}
	return nil
}

func (a *firstLast) Append(dst []byte, slot int32) []byte {
	g := &a.groups[slot]
	keys := make([]batch.Datum, len(g.keys))
	for i, k := range g.keys {
		keys[i] = k
	}
	return batch.AppendDatum(batch.AppendDatum(dst, g.values), keys)
}

func (a *firstLast) Restore(src []byte, slot int32) (rest []byte, err error) {
	g := &a.groups[slot]
	var keys []batch.Datum
	if g.values, src, err = cutDatum[[]batch.Datum](src); err != nil {
		return nil, err
	}
	if keys, rest, err = cutDatum[[]batch.Datum](src); err != nil {
		return nil, err
	}
	for _, k := range keys {
		key, ok := k.(string)
		if !ok {
			return nil, errState
		}
		g.keys = append(g.keys, key)
	}
	return rest, nil
}

// cutDatum reads a value of a Go type.
func cutDatum[T any](src []byte) (v T, rest []byte, err error) {
	d, rest, err := batch.DecodeDatum(src)
	if err != nil {
		return v, nil, err
	}
	v, ok := d.(T)
	if !ok {
		return v, nil, errState
	}
	return v, rest, nil
}

// errMoreThanOne is Flink's message.
var errMoreThanOne = errors.New("SingleValueAggFunction received more than one element")

// singleValue is SINGLE_VALUE: the only row of a scalar subquery.
type singleValue struct {
	value []batch.Datum
	n     []int64
}

func newSingleValue(Call) *singleValue { return &singleValue{} }

func (a *singleValue) Grow(n int)       { a.value, a.n = grown(a.value, n), grown(a.n, n) }
func (a *singleValue) Reset(slot int32) { a.value[slot], a.n[slot] = nil, 0 }

func (a *singleValue) add(in *Rows, row, slot int32, retract bool) error {
	if retract {
		if a.n[slot]--; a.n[slot] <= 0 {
			a.value[slot] = nil
		}
		return nil
	}
	if a.n[slot]++; a.n[slot] > 1 {
		return errMoreThanOne
	}
	a.value[slot] = keepDatum(in.Args[0].Get(int(row)))
	return nil
}

func (a *singleValue) Merge(into int32, other single, from int32) error {
	o := other.(*singleValue)
	if a.n[into] += o.n[from]; a.n[into] > 1 {
		return errMoreThanOne
	}
	if o.n[from] > 0 {
		a.value[into] = o.value[from]
	}
	return nil
}

func (a *singleValue) Result(slot int32, out *batch.Vector, row int) error {
	out.Set(row, a.value[slot])
	return nil
}

func (a *singleValue) Append(dst []byte, slot int32) []byte {
	return batch.AppendDatum(batch.AppendDatum(dst, a.n[slot]), a.value[slot])
}

func (a *singleValue) Restore(src []byte, slot int32) (rest []byte, err error) {
	if a.n[slot], src, err = cutDatum[int64](src); err != nil {
		return nil, err
	}
	a.value[slot], rest, err = batch.DecodeDatum(src)
	return rest, err
}
