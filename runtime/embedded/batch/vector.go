package batch

import "github.com/penstock/penstock/runtime/embedded/types"

// Vector is one column of a batch: a typed array with optional NULLs. Exactly one of the data slices is used, chosen by
// the type's kind (see PhysicalOf); it and Nulls, when present, have the vector's length.
//
// Strings may point into memory that a decoder shares between rows; that memory is never written again, so a string may
// be kept for as long as it is wanted, though keeping one keeps its whole block: state clones what it keeps.
type Vector struct {
	Type types.Type
	// Nulls tells NULL rows; nil means that there is none. The data under a NULL is undefined.
	Nulls []bool

	Bool []bool    // BOOLEAN
	I64  []int64   // integers, DATE (days), TIME (ms of day), intervals (months, ms), timestamps (ms since the epoch)
	F64  []float64 // DOUBLE, and FLOAT as values that are exact in 32 bits
	Dec  []Int128  // DECIMAL, unscaled
	Str  []string  // CHAR, VARCHAR (UTF-8) and BINARY, VARBINARY (bytes)
	// Nanos are the nanoseconds within the millisecond (0 to 999,999) of timestamps; nil where all are zero.
	Nanos []int32
	// Nested holds ARRAY, MAP and MULTISET values.
	Nested []Datum
	// Children are the fields of a ROW, each of the same length as this vector.
	Children []*Vector
}

// Physical names the data slice of a Vector that a type uses.
type Physical uint8

// The physical representations.
const (
	PhysicalNone    Physical = iota // untyped NULL: no data at all
	PhysicalBool                    // Vector.Bool
	PhysicalInt64                   // Vector.I64 (and Vector.Nanos for timestamps)
	PhysicalFloat64                 // Vector.F64
	PhysicalInt128                  // Vector.Dec
	PhysicalString                  // Vector.Str
	PhysicalNested                  // Vector.Nested
	PhysicalRow                     // Vector.Children
)

// PhysicalOf tells how values of a kind are stored.
func PhysicalOf(k types.Kind) Physical {
	switch k {
	case types.Boolean:
		return PhysicalBool
	case types.TinyInt, types.SmallInt, types.Int, types.BigInt, types.Date, types.Time, types.Timestamp,
		types.TimestampLTZ, types.IntervalYearMonth, types.IntervalDayTime:
		return PhysicalInt64
	case types.Float, types.Double:
		return PhysicalFloat64
	case types.Decimal:
		return PhysicalInt128
	case types.Char, types.VarChar, types.Binary, types.VarBinary:
		return PhysicalString
	case types.Array, types.Map, types.Multiset:
		return PhysicalNested
	case types.Row:
		return PhysicalRow
	}
	return PhysicalNone
}

// NewVector returns a vector of n rows whose data is zero and not NULL (for the untyped NULL: all NULL).
func NewVector(t types.Type, n int) *Vector {
	v := &Vector{Type: t}
	v.Resize(n)
	return v
}

// Resize makes the vector n rows long and forgets which rows were NULL and all Nanos; the data is undefined. Memory is
// reused where it is large enough.
func (v *Vector) Resize(n int) {
	v.Nulls, v.Nanos = nil, nil
	switch PhysicalOf(v.Type.Kind) {
	case PhysicalBool:
		v.Bool = sized(v.Bool, n)
	case PhysicalInt64:
		v.I64 = sized(v.I64, n)
	case PhysicalFloat64:
		v.F64 = sized(v.F64, n)
	case PhysicalInt128:
		v.Dec = sized(v.Dec, n)
	case PhysicalString:
		v.Str = sized(v.Str, n)
	case PhysicalNested:
		v.Nested = sized(v.Nested, n)
	case PhysicalRow:
		if len(v.Children) != len(v.Type.Fields) {
			v.Children = make([]*Vector, len(v.Type.Fields))
			for i, f := range v.Type.Fields {
				v.Children[i] = &Vector{Type: f.Type}
			}
		}
		for _, c := range v.Children {
			c.Resize(n)
		}
		if len(v.Children) == 0 {
			v.Nulls = make([]bool, n)
		}
	case PhysicalNone:
		v.Nulls = make([]bool, n)
		for i := range v.Nulls {
			v.Nulls[i] = true
		}
	}
}

func sized[T any](s []T, n int) []T {
	if cap(s) >= n {
		return s[:n]
	}
	return make([]T, n, max(n, 2*cap(s)))
}

// Len is the number of rows.
func (v *Vector) Len() int {
	switch PhysicalOf(v.Type.Kind) {
	case PhysicalBool:
		return len(v.Bool)
	case PhysicalInt64:
		return len(v.I64)
	case PhysicalFloat64:
		return len(v.F64)
	case PhysicalInt128:
		return len(v.Dec)
	case PhysicalString:
		return len(v.Str)
	case PhysicalNested:
		return len(v.Nested)
	case PhysicalRow:
		if len(v.Children) > 0 {
			return v.Children[0].Len()
		}
	}
	return len(v.Nulls)
}

// IsNull tells whether row i is NULL.
func (v *Vector) IsNull(i int) bool { return v.Nulls != nil && v.Nulls[i] }

// AnyNull tells whether one of the rows at some positions is NULL.
func (v *Vector) AnyNull(rows []int32) bool {
	if v.Nulls == nil {
		return false
	}
	for _, r := range rows {
		if v.Nulls[r] {
			return true
		}
	}
	return false
}

// SetNull makes row i NULL.
func (v *Vector) SetNull(i int) {
	if v.Nulls == nil {
		v.Nulls = make([]bool, v.Len())
	}
	v.Nulls[i] = true
}

// SetNanos sets the nanoseconds within the millisecond of timestamp row i.
func (v *Vector) SetNanos(i int, nanos int32) {
	if v.Nanos == nil {
		if nanos == 0 {
			return
		}
		v.Nanos = make([]int32, len(v.I64))
	}
	v.Nanos[i] = nanos
}

// NanosAt is the nanoseconds within the millisecond of timestamp row i.
func (v *Vector) NanosAt(i int) int32 {
	if v.Nanos == nil {
		return 0
	}
	return v.Nanos[i]
}
