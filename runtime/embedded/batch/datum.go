package batch

import (
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/types"
)

// Datum is one value outside a vector, for what is rare or slow anyway: literals, elements of collections, map keys.
// nil is NULL; otherwise the Go type follows from the SQL type:
//
//	bool        BOOLEAN
//	int64       integers, DATE, TIME, intervals
//	float64     FLOAT, DOUBLE
//	Int128      DECIMAL, unscaled
//	string      CHAR, VARCHAR, BINARY, VARBINARY
//	Instant     TIMESTAMP, TIMESTAMP_LTZ
//	[]Datum     ARRAY elements, ROW fields
//	*MapDatum   MAP, and MULTISET with its int64 multiplicities as values
type Datum any

// Instant is a timestamp outside a vector: milliseconds since the epoch and the nanoseconds within the millisecond.
type Instant struct {
	Millis int64
	Nanos  int32
}

// MapDatum is a MAP (or MULTISET) value. Keys are unique and in order of first insertion.
type MapDatum struct {
	Keys   []Datum
	Values []Datum
}

// Get returns row i as a Datum.
func (v *Vector) Get(i int) Datum {
	if v.IsNull(i) {
		return nil
	}
	switch PhysicalOf(v.Type.Kind) {
	case PhysicalBool:
		return v.Bool[i]
	case PhysicalInt64:
		if v.Type.Kind.IsTimestamp() {
			return Instant{v.I64[i], v.NanosAt(i)}
		}
		return v.I64[i]
	case PhysicalFloat64:
		return v.F64[i]
	case PhysicalInt128:
		return v.Dec[i]
	case PhysicalString:
		return v.Str[i]
	case PhysicalNested:
		return v.Nested[i]
	case PhysicalRow:
		fields := make([]Datum, len(v.Children))
		for f, c := range v.Children {
			fields[f] = c.Get(i)
		}
		return fields
	}
	return nil
}

// Set stores a Datum of the vector's type in row i.
func (v *Vector) Set(i int, d Datum) {
	if d == nil {
		v.SetNull(i)
		return
	}
	if v.Nulls != nil && v.Type.Kind != types.Null {
		v.Nulls[i] = false
	}
	switch PhysicalOf(v.Type.Kind) {
	case PhysicalBool:
		v.Bool[i] = d.(bool)
	case PhysicalInt64:
		if v.Type.Kind.IsTimestamp() {
			t := d.(Instant)
			v.I64[i] = t.Millis
			v.SetNanos(i, t.Nanos)
			return
		}
		v.I64[i] = d.(int64)
	case PhysicalFloat64:
		v.F64[i] = d.(float64)
	case PhysicalInt128:
		v.Dec[i] = d.(Int128)
	case PhysicalString:
		v.Str[i] = d.(string)
	case PhysicalNested:
		v.Nested[i] = d
	case PhysicalRow:
		for f, c := range v.Children {
			c.Set(i, d.([]Datum)[f])
		}
	default:
		panic(fmt.Sprintf("batch: a value of Go type %T in a vector of %s", d, v.Type))
	}
}
