package aggregate

import "github.com/penstock/penstock/runtime/embedded/batch"

// Size returns a function that tells about how many bytes Append appends for a slot of an accumulator, without making them. It is nil for
// accumulators whose groups do not grow with their rows.
func Size(a Accumulator) func(slot int32) int {
	if p, ok := a.(*perRow); ok {
		if s, ok := p.single.(sized); ok {
			return s.size
		}
		return nil
	}
	if s, ok := a.(sized); ok {
		return s.size
	}
	return nil
}

// sized is what keeps something of each row of a group.
type sized interface{ size(slot int32) int }

// lengthSize is about what the length of a value takes, or a number.
const lengthSize = 4

func datumSize(d batch.Datum) int {
	switch d := d.(type) {
	case string:
		return lengthSize + len(d)
	case []batch.Datum:
		return datumsSize(d)
	case *batch.MapDatum:
		return datumsSize(d.Keys) + datumsSize(d.Values)
	}
	return 2 * lengthSize
}

func datumsSize(values []batch.Datum) int {
	n := lengthSize
	for _, d := range values {
		n += datumSize(d)
	}
	return n
}

func (a *list) size(slot int32) int { return datumsSize(a.groups[slot].values) }

func (a *listAgg) size(slot int32) int { return lengthSize + len(a.text[slot]) }

// Each value is written twice, once as what it is compared by.
func (a *multiset) size(slot int32) int { return 2 * datumsSize(a.groups[slot].values) }

func (a *firstLast) size(slot int32) int { return 2 * datumsSize(a.groups[slot].values) }

func (a *jsonObject) size(slot int32) int {
	n := lengthSize
	for _, m := range a.groups[slot] {
		n += lengthSize + len(m.key) + datumSize(m.value)
	}
	return n
}

func (a *distinct) size(slot int32) int {
	n := lengthSize
	for e := a.first[slot]; e >= 0; e = a.next[e] {
		n += 2*lengthSize + len(a.table.Key(e))
	}
	return n
}

func (a *countDistinct) size(slot int32) int {
	n := lengthSize
	if a.leads() {
		for e := a.values.first[slot] - 1; e >= 0; e = a.values.next[e] - 1 {
			n += lengthSize + len(a.values.table.Key(e))
		}
	}
	return n
}

func (a *extremeRetract[T]) size(slot int32) int {
	n := lengthSize
	if g := a.groups[slot]; g != nil {
		for _, v := range g.heap {
			n += lengthSize + datumSize(any(v))
		}
	}
	return n
}
