package batch

// datumSize is about what a value of a collection takes beside its text.
const datumSize = 24

// Size is about how many bytes the rows that count take beyond the columns themselves: their texts, bytes and collections. Rows that
// share memory count each.
func (b *Batch) Size() (bytes int) {
	for _, v := range b.Cols {
		bytes += v.size(b.Len, b.Sel)
	}
	return bytes
}

func (v *Vector) size(n int, sel []int32) (bytes int) {
	switch PhysicalOf(v.Type.Kind) {
	case PhysicalString:
		return sizeOf(v.Str[:n], sel, v.Nulls, func(s string) int { return len(s) })
	case PhysicalNested:
		return sizeOf(v.Nested[:n], sel, v.Nulls, sizeOfDatum)
	case PhysicalRow:
		for _, c := range v.Children {
			bytes += c.size(n, sel)
		}
	}
	return bytes
}

// sizeOf adds up the values of the rows of a selection, or of all, that are not NULL.
func sizeOf[T any](values []T, sel []int32, nulls []bool, size func(T) int) (bytes int) {
	if sel == nil && nulls == nil {
		for _, value := range values {
			bytes += size(value)
		}
		return bytes
	}
	n := len(sel)
	if sel == nil {
		n = len(values)
	}
	for i := range n {
		if sel != nil {
			i = int(sel[i])
		}
		if nulls == nil || !nulls[i] {
			bytes += size(values[i])
		}
	}
	return bytes
}

func sizeOfDatum(d Datum) (bytes int) {
	switch d := d.(type) {
	case string:
		return len(d)
	case []Datum:
		for _, e := range d {
			bytes += datumSize + sizeOfDatum(e)
		}
	case *MapDatum:
		return sizeOfDatum(d.Keys) + sizeOfDatum(d.Values)
	}
	return bytes
}
