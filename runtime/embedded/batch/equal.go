package batch

import "slices"

// EqualRows tells whether two rows of a vector have equal values, NULL being equal to NULL.
func (v *Vector) EqualRows(i, j int) bool {
	if v.IsNull(i) || v.IsNull(j) {
		return v.IsNull(i) == v.IsNull(j)
	}
	switch PhysicalOf(v.Type.Kind) {
	case PhysicalBool:
		return v.Bool[i] == v.Bool[j]
	case PhysicalInt64:
		return v.I64[i] == v.I64[j] && v.NanosAt(i) == v.NanosAt(j)
	case PhysicalFloat64:
		return floatBits(v.F64[i]) == floatBits(v.F64[j])
	case PhysicalInt128:
		return v.Dec[i] == v.Dec[j]
	case PhysicalString:
		return v.Str[i] == v.Str[j]
	case PhysicalNested:
		return slices.Equal(appendDatum(nil, v.Nested[i], true), appendDatum(nil, v.Nested[j], true))
	case PhysicalRow:
		for _, c := range v.Children {
			if !c.EqualRows(i, j) {
				return false
			}
		}
	}
	return true
}
