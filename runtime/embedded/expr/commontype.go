package expr

import (
	"github.com/penstock/penstock/runtime/embedded/types"
)

// CommonType is the least restrictive type that values of both types have: that of CASE branches, UNION, IN lists and
// comparisons. ok is false where there is none.
func CommonType(a, b types.Type) (t types.Type, ok bool) {
	nullable := a.Nullable || b.Nullable
	switch {
	case a.Kind == types.Null && b.Kind == types.Null:
		return a, true
	case a.Kind == types.Null:
		return b.WithNullable(true), true
	case b.Kind == types.Null:
		return a.WithNullable(true), true
	case a.EqualIgnoringNull(b):
		return a.WithNullable(nullable), true
	case a.Kind.IsNumeric() && b.Kind.IsNumeric():
		t, ok = commonNumeric(a, b), true
	case a.Kind.IsCharacter() && b.Kind.IsCharacter():
		t, ok = commonString(a, b, types.Char, types.VarChar), true
	case a.Kind.IsBinary() && b.Kind.IsBinary():
		t, ok = commonString(a, b, types.Binary, types.VarBinary), true
	case a.Kind.IsDatetime() && b.Kind.IsDatetime():
		t, ok = commonDatetime(a, b)
	case a.Kind == b.Kind:
		t, ok = commonNested(a, b)
	}
	return t.WithNullable(nullable), ok
}

// CommonTypeOf is CommonType over any number of types; ok is false for none.
func CommonTypeOf(ts ...types.Type) (t types.Type, ok bool) {
	if len(ts) == 0 {
		return t, false
	}
	t = ts[0]
	for _, next := range ts[1:] {
		if t, ok = CommonType(t, next); !ok {
			return t, false
		}
	}
	return t, true
}

// commonNumeric follows Calcite: the first of two approximate types wins (FLOAT + DOUBLE is FLOAT), an approximate type
// beats integers, and together with a DECIMAL it gives DOUBLE.
func commonNumeric(a, b types.Type) types.Type {
	switch {
	case a.Kind.IsApproximate() && b.Kind.IsApproximate():
		return a
	case a.Kind.IsApproximate() || b.Kind.IsApproximate():
		if a.Kind == types.Decimal || b.Kind == types.Decimal {
			return types.Of(types.Double)
		}
		if a.Kind.IsApproximate() {
			return a
		}
		return b
	case a.Kind == types.Decimal || b.Kind == types.Decimal:
		a, b = asDecimal(a), asDecimal(b)
		scale := max(a.Scale, b.Scale)
		digits := max(a.Precision-a.Scale, b.Precision-b.Scale)
		digits = min(digits, maxDecimalPrecision)
		scale = min(scale, maxDecimalPrecision-digits)
		return types.DecimalOf(digits+scale, scale)
	}
	return types.Of(max(a.Kind, b.Kind))
}

const maxDecimalPrecision = 38

// asDecimal is the DECIMAL that holds every value of an exact numeric type.
func asDecimal(t types.Type) types.Type {
	switch t.Kind {
	case types.TinyInt:
		return types.DecimalOf(3, 0)
	case types.SmallInt:
		return types.DecimalOf(5, 0)
	case types.Int:
		return types.DecimalOf(10, 0)
	case types.BigInt:
		return types.DecimalOf(19, 0)
	}
	return t
}

// commonString keeps the fixed type only where the lengths are the same, so that nothing is padded.
func commonString(a, b types.Type, fixed, varying types.Kind) types.Type {
	t := types.Of(varying)
	t.Precision = max(a.Precision, b.Precision)
	if a.Kind == fixed && b.Kind == fixed && a.Precision == b.Precision {
		t.Kind = fixed
	}
	return t
}

func commonDatetime(a, b types.Type) (types.Type, bool) {
	switch {
	case a.Kind == b.Kind:
		a.Precision = max(a.Precision, b.Precision)
		return a, true
	case !a.Kind.IsTimestamp() || !b.Kind.IsTimestamp():
		return types.Type{}, false
	}
	if a.Precision == b.Precision {
		return a, true
	}
	t := types.Of(b.Kind) // of TIMESTAMP and TIMESTAMP_LTZ the first wins where they are of one precision, otherwise the last
	t.Precision = max(a.Precision, b.Precision)
	return t, true
}

func commonNested(a, b types.Type) (types.Type, bool) {
	switch a.Kind {
	case types.Array, types.Multiset:
		elem, ok := CommonType(*a.Elem, *b.Elem)
		a.Elem = &elem
		return a, ok
	case types.Map:
		key, ok := CommonType(*a.Key, *b.Key)
		if !ok {
			return a, false
		}
		elem, ok := CommonType(*a.Elem, *b.Elem)
		a.Key, a.Elem = &key, &elem
		return a, ok
	case types.Row:
		if len(a.Fields) != len(b.Fields) {
			return a, false
		}
		fields := make([]types.Field, len(a.Fields))
		for i, f := range a.Fields {
			t, ok := CommonType(f.Type, b.Fields[i].Type)
			if !ok {
				return a, false
			}
			f.Type = t
			fields[i] = f
		}
		a.Fields = fields
		return a, true
	}
	return a, false
}
