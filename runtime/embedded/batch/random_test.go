package batch_test

import (
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// scalarTypes are the types that have an order.
func scalarTypes() []types.Type {
	return []types.Type{
		types.Of(types.Boolean), types.Of(types.Int), types.Of(types.BigInt), types.Of(types.Double), types.Of(types.Float),
		types.DecimalOf(38, 4), types.String(), types.Of(types.VarBinary), types.Of(types.Date), types.TimestampOf(3),
		types.TimestampOf(9), types.TimestampLTZOf(6), types.Of(types.IntervalDayTime),
	}
}

// randomType draws a type, nested ones included.
func randomType(t *rapid.T, depth int) types.Type {
	choices := 1
	if depth > 0 {
		choices = 5
	}
	switch rapid.IntRange(0, choices-1).Draw(t, "shape") {
	case 1:
		return types.ArrayOf(randomType(t, depth-1))
	case 2:
		return types.MapOf(types.String(), randomType(t, depth-1))
	case 3:
		return types.MultisetOf(types.Of(types.BigInt))
	case 4:
		return types.RowOf(types.Field{Name: "a", Type: randomType(t, depth-1)}, types.Field{Name: "b", Type: types.String()})
	}
	return rapid.SampledFrom(scalarTypes()).Draw(t, "type")
}

// randomDatum draws a value of a type, NULL now and then.
func randomDatum(t *rapid.T, typ types.Type) batch.Datum {
	if rapid.IntRange(0, 5).Draw(t, "null") == 0 {
		return nil
	}
	switch batch.PhysicalOf(typ.Kind) {
	case batch.PhysicalBool:
		return rapid.Bool().Draw(t, "bool")
	case batch.PhysicalInt64:
		if typ.Kind.IsTimestamp() {
			at := batch.Instant{Millis: rapid.Int64().Draw(t, "millis")}
			if typ.Precision > 3 {
				at.Nanos = rapid.Int32Range(0, 999_999).Draw(t, "nanos")
			}
			return at
		}
		return rapid.OneOf(rapid.Int64(), rapid.Int64Range(-3, 3)).Draw(t, "int")
	case batch.PhysicalFloat64:
		return rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{0, 1, -1})).Draw(t, "float")
	case batch.PhysicalInt128:
		return batch.Int128{Hi: rapid.Int64().Draw(t, "hi"), Lo: rapid.Uint64().Draw(t, "lo")}
	case batch.PhysicalString:
		return rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "\x00", "\x00\x01", "a", "a\x00", "ab"})).Draw(t, "string")
	case batch.PhysicalRow:
		fields := make([]batch.Datum, len(typ.Fields))
		for i, f := range typ.Fields {
			fields[i] = randomDatum(t, f.Type)
		}
		return fields
	}
	return randomCollection(t, typ)
}

func randomCollection(t *rapid.T, typ types.Type) batch.Datum {
	n := rapid.IntRange(0, 3).Draw(t, "size")
	if typ.Kind == types.Array {
		list := make([]batch.Datum, n)
		for i := range list {
			list[i] = randomDatum(t, *typ.Elem)
		}
		return list
	}
	m := &batch.MapDatum{Keys: []batch.Datum{}, Values: []batch.Datum{}}
	for i := range n {
		if typ.Kind == types.Multiset {
			m.Keys, m.Values = append(m.Keys, int64(i)), append(m.Values, int64(1+i))
		} else {
			m.Keys, m.Values = append(m.Keys, string(rune('a'+i))), append(m.Values, randomDatum(t, *typ.Elem))
		}
	}
	return m
}

// randomBatch draws a batch, perhaps with a selection.
func randomBatch(t *rapid.T, columns []types.Type) *batch.Batch {
	b := batch.New(columns)
	b.Resize(rapid.IntRange(1, 8).Draw(t, "rows"))
	for c, typ := range columns {
		for row := range b.Len {
			b.Cols[c].Set(row, randomDatum(t, typ))
		}
	}
	if rapid.Bool().Draw(t, "selected") {
		b.Sel = []int32{}
		for row := range b.Len {
			if rapid.Bool().Draw(t, "in") {
				b.Sel = append(b.Sel, int32(row))
			}
		}
	}
	return b
}
