package expr

import (
	"cmp"
	"slices"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// compareDatum orders two values of the same type that are not NULL; NULLs within them are lowest.
func compareDatum(a, b batch.Datum) int {
	switch a := a.(type) {
	case bool:
		switch {
		case a == b.(bool):
			return 0
		case a:
			return 1
		}
		return -1
	case int64:
		return cmp.Compare(a, b.(int64))
	case float64:
		return cmp.Compare(a, b.(float64))
	case string:
		return cmp.Compare(a, b.(string))
	case batch.Int128:
		return a.Cmp(b.(batch.Int128))
	case batch.Instant:
		b := b.(batch.Instant)
		return cmp.Or(cmp.Compare(a.Millis, b.Millis), cmp.Compare(a.Nanos, b.Nanos))
	case []batch.Datum:
		return slices.CompareFunc(a, b.([]batch.Datum), compareNullable)
	}
	if equalDatum(a, b) {
		return 0
	}
	return 1
}

func compareNullable(a, b batch.Datum) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return compareDatum(a, b)
}

// equalDatum tells whether two values of the same type are equal, NULL being equal to NULL. Maps are equal when they have
// the same entries in any order.
func equalDatum(a, b batch.Datum) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	switch a := a.(type) {
	case []batch.Datum:
		b, ok := b.([]batch.Datum)
		return ok && slices.EqualFunc(a, b, equalDatum)
	case *batch.MapDatum:
		b, ok := b.(*batch.MapDatum)
		if !ok || len(a.Keys) != len(b.Keys) {
			return false
		}
		keys := placesOf(b.Keys)
		for i, k := range a.Keys {
			j := keys.find(k)
			if j < 0 || !equalDatum(a.Values[i], b.Values[j]) {
				return false
			}
		}
		return true
	}
	return a == b
}

// nestedEqual is equality as the operator = has it: an element of an array or a value of a map that is NULL equals nothing, not even
// NULL, while fields of a row that are both NULL are equal.
func nestedEqual(t types.Type, a, b batch.Datum) bool {
	switch t.Kind {
	case types.Array:
		return slices.EqualFunc(a.([]batch.Datum), b.([]batch.Datum), func(x, y batch.Datum) bool {
			return x != nil && y != nil && nestedEqual(*t.Elem, x, y)
		})
	case types.Row:
		left, right := a.([]batch.Datum), b.([]batch.Datum)
		for i, f := range t.Fields {
			x, y := left[i], right[i]
			if x == nil && y == nil {
				continue
			}
			if x == nil || y == nil || !nestedEqual(f.Type, x, y) {
				return false
			}
		}
		return true
	case types.Map:
		left, right := a.(*batch.MapDatum), b.(*batch.MapDatum)
		return len(left.Keys) == len(right.Keys) && !slices.Contains(left.Values, nil) && equalDatum(a, b)
	}
	return equalDatum(a, b)
}

// equalOptions compares options of calls.
func equalOptions(a, b any) bool {
	va, ok := a.(JSONValueOptions)
	if !ok {
		if qa, ok := a.(JSONQueryOptions); ok {
			qb, ok := b.(JSONQueryOptions)
			same := sameReturning(qa.Returning, qb.Returning)
			qa.Returning, qb.Returning = nil, nil
			return ok && same && qa == qb
		}
		return a == b
	}
	vb, ok := b.(JSONValueOptions)
	same := sameReturning(va.Returning, vb.Returning)
	va.Returning, vb.Returning = nil, nil
	return ok && same && va == vb
}

func sameReturning(a, b *types.Type) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Equal(*b)
}
