package batch

// Extend makes the vector n rows long and keeps its rows, as opposed to Resize; rows that are new are undefined and not
// NULL.
func (v *Vector) Extend(n int) {
	old := v.Len()
	switch PhysicalOf(v.Type.Kind) {
	case PhysicalBool:
		v.Bool = extended(v.Bool, n)
	case PhysicalInt64:
		v.I64 = extended(v.I64, n)
	case PhysicalFloat64:
		v.F64 = extended(v.F64, n)
	case PhysicalInt128:
		v.Dec = extended(v.Dec, n)
	case PhysicalString:
		v.Str = extended(v.Str, n)
	case PhysicalNested:
		v.Nested = extended(v.Nested, n)
	case PhysicalRow:
		if len(v.Children) != len(v.Type.Fields) {
			v.Resize(0)
		}
		for _, c := range v.Children {
			c.Extend(n)
		}
		if len(v.Children) == 0 {
			v.Nulls = extended(v.Nulls, n)
		}
	case PhysicalNone:
		v.Nulls = extended(v.Nulls, n)
		for i := old; i < n; i++ {
			v.Nulls[i] = true
		}
		return
	}
	if v.Nulls != nil {
		v.Nulls = extended(v.Nulls, n)
		for i := old; i < n; i++ {
			v.Nulls[i] = false
		}
	}
	if v.Nanos != nil {
		v.Nanos = extended(v.Nanos, n)
		for i := old; i < n; i++ {
			v.Nanos[i] = 0
		}
	}
}

func extended[T any](s []T, n int) []T {
	if cap(s) >= n {
		return s[:n]
	}
	grown := make([]T, n, max(n, 2*cap(s)))
	copy(grown, s)
	return grown
}

// CopyRow stores row from of src, a vector of the same type, in row to.
func (v *Vector) CopyRow(to int, src *Vector, from int) {
	if src.IsNull(from) {
		v.SetNull(to)
		return
	}
	if v.Nulls != nil && PhysicalOf(v.Type.Kind) != PhysicalNone {
		v.Nulls[to] = false
	}
	switch PhysicalOf(v.Type.Kind) {
	case PhysicalBool:
		v.Bool[to] = src.Bool[from]
	case PhysicalInt64:
		v.I64[to] = src.I64[from]
		if src.Nanos != nil || v.Nanos != nil {
			v.SetNanos(to, src.NanosAt(from))
		}
	case PhysicalFloat64:
		v.F64[to] = src.F64[from]
	case PhysicalInt128:
		v.Dec[to] = src.Dec[from]
	case PhysicalString:
		v.Str[to] = src.Str[from]
	case PhysicalNested:
		v.Nested[to] = src.Nested[from]
	case PhysicalRow:
		for i, c := range v.Children {
			c.CopyRow(to, src.Children[i], from)
		}
	}
}

// CopyRows stores the rows of src at the positions rows, in that order, from row at on. The vector is long enough.
func (v *Vector) CopyRows(at int, src *Vector, rows []int32) {
	p := PhysicalOf(v.Type.Kind)
	switch {
	case p == PhysicalNone:
		return // all are NULL
	case src.AnyNull(rows):
		if v.Nulls == nil {
			v.Nulls = make([]bool, v.Len())
		}
		gather(v.Nulls[at:], src.Nulls, rows)
	case v.Nulls != nil:
		clear(v.Nulls[at : at+len(rows)])
	}
	switch p {
	case PhysicalBool:
		gather(v.Bool[at:], src.Bool, rows)
	case PhysicalInt64:
		gather(v.I64[at:], src.I64, rows)
		v.copyNanos(at, src, rows)
	case PhysicalFloat64:
		gather(v.F64[at:], src.F64, rows)
	case PhysicalInt128:
		gather(v.Dec[at:], src.Dec, rows)
	case PhysicalString:
		gather(v.Str[at:], src.Str, rows)
	case PhysicalNested:
		gather(v.Nested[at:], src.Nested, rows)
	case PhysicalRow:
		for i, c := range v.Children {
			c.CopyRows(at, src.Children[i], rows)
		}
	}
}

func (v *Vector) copyNanos(at int, src *Vector, rows []int32) {
	switch {
	case src.Nanos != nil:
		if v.Nanos == nil {
			v.Nanos = make([]int32, len(v.I64))
		}
		gather(v.Nanos[at:], src.Nanos, rows)
	case v.Nanos != nil:
		clear(v.Nanos[at : at+len(rows)])
	}
}

func gather[T any](to, from []T, rows []int32) {
	to = to[:len(rows)]
	for i, r := range rows {
		to[i] = from[r]
	}
}

// ScatterRows stores row from[i] of src in row to[i], for each i.
func (v *Vector) ScatterRows(to []int32, src *Vector, from []int32) {
	p := PhysicalOf(v.Type.Kind)
	switch {
	case p == PhysicalNone:
		return // all are NULL
	case src.AnyNull(from):
		if v.Nulls == nil {
			v.Nulls = make([]bool, v.Len())
		}
		scatter(v.Nulls, to, src.Nulls, from)
	case v.Nulls != nil:
		for _, r := range to {
			v.Nulls[r] = false
		}
	}
	switch p {
	case PhysicalBool:
		scatter(v.Bool, to, src.Bool, from)
	case PhysicalInt64:
		scatter(v.I64, to, src.I64, from)
		if v.Nanos != nil || src.Nanos != nil {
			for i, r := range from {
				v.SetNanos(int(to[i]), src.NanosAt(int(r)))
			}
		}
	case PhysicalFloat64:
		scatter(v.F64, to, src.F64, from)
	case PhysicalInt128:
		scatter(v.Dec, to, src.Dec, from)
	case PhysicalString:
		scatter(v.Str, to, src.Str, from)
	case PhysicalNested:
		scatter(v.Nested, to, src.Nested, from)
	case PhysicalRow:
		for i, c := range v.Children {
			c.ScatterRows(to, src.Children[i], from)
		}
	}
}

func scatter[T any](dst []T, to []int32, src []T, from []int32) {
	to = to[:len(from)]
	for i, r := range from {
		dst[to[i]] = src[r]
	}
}

// AppendRows adds the rows of src at the positions rows, which has the same columns, with their kinds and watermarks. b
// has no Sel.
func (b *Batch) AppendRows(src *Batch, rows []int32) {
	at := b.Len
	b.extend(at+len(rows), src.Kinds != nil, src.Watermarks != nil)
	for c, v := range b.Cols {
		v.CopyRows(at, src.Cols[c], rows)
	}
	switch {
	case src.Kinds != nil:
		gather(b.Kinds[at:], src.Kinds, rows)
	case b.Kinds != nil:
		clear(b.Kinds[at:])
	}
	if src.Watermarks != nil {
		gather(b.Watermarks[at:], src.Watermarks, rows)
	}
}

// extend makes room for n rows, with kinds and watermarks if these are wanted. Rows that had no watermark keep none by
// the one before all.
func (b *Batch) extend(n int, kinds, watermarks bool) {
	old := b.Len
	for _, v := range b.Cols {
		v.Extend(n)
	}
	if b.Kinds != nil || kinds {
		if b.Kinds == nil {
			b.Kinds = make([]RowKind, old, n)
		}
		b.Kinds = extended(b.Kinds, n)
	}
	if b.Watermarks != nil || watermarks {
		if b.Watermarks == nil {
			b.Watermarks = make([]int64, old, n)
			for i := range b.Watermarks {
				b.Watermarks[i] = NoWatermark
			}
		}
		b.Watermarks = extended(b.Watermarks, n)
		for i := old; i < n; i++ {
			b.Watermarks[i] = NoWatermark
		}
	}
	b.Len = n
}

// Clear empties the batch and keeps its memory.
func (b *Batch) Clear() {
	kinds, watermarks := b.Kinds, b.Watermarks
	b.Resize(0)
	if kinds != nil {
		b.Kinds = kinds[:0]
	}
	if watermarks != nil {
		b.Watermarks = watermarks[:0]
	}
}
