package expr

import (
	"github.com/penstock/penstock/runtime/embedded/types"
)

// Castable tells whether CAST converts values of one type to another: Flink's matrix of casts.
func Castable(from, to types.Type) bool {
	f, t := from.Kind, to.Kind
	switch {
	case f == types.Null:
		return true
	case t == types.Null || f == types.Raw || t == types.Raw:
		return false
	case t.IsCharacter():
		return true
	case f.IsCharacter():
		return !t.IsCollection() && !t.IsInterval() && t != types.Row
	case t.IsBinary():
		return f.IsBinary()
	case t == types.Boolean:
		return f == types.Boolean || f.IsNumeric()
	case t.IsNumeric():
		return f.IsNumeric() || f == types.Boolean
	case t.IsInterval():
		return f == t || f.IsInteger()
	case t == types.Date:
		return f == types.Date || f.IsTimestamp()
	case t == types.Time:
		return f == types.Time || f.IsTimestamp()
	case t.IsTimestamp():
		return f.IsDatetime()
	case f == t:
		return everyPart(from, to, Castable)
	}
	return false
}

// Assignable tells whether values of one type may be stored in a column of another without a CAST.
func Assignable(from, to types.Type) bool {
	f, t := from.Kind, to.Kind
	switch {
	case f == types.Null:
		return true
	case t == types.VarChar:
		return f.IsCharacter()
	case t == types.VarBinary:
		return f.IsBinary()
	case t == types.Decimal || t == types.Double:
		return f.IsNumeric()
	case t == types.Float:
		return f.IsInteger() || f == types.Float || f == types.Decimal
	case t.IsInteger():
		return f.IsInteger() && f <= t
	case t == types.Date || t == types.Time:
		return f == t || f == types.Timestamp
	case t.IsTimestamp():
		return f.IsTimestamp()
	case f == t:
		return everyPart(from, to, Assignable)
	}
	return false
}

// everyPart applies a rule to the element, key and fields of two types of the same kind.
func everyPart(from, to types.Type, rule func(from, to types.Type) bool) bool {
	if from.Elem != nil && !rule(*from.Elem, *to.Elem) || from.Key != nil && !rule(*from.Key, *to.Key) {
		return false
	}
	if len(from.Fields) != len(to.Fields) {
		return false
	}
	for i := range from.Fields {
		if !rule(from.Fields[i].Type, to.Fields[i].Type) {
			return false
		}
	}
	return true
}

// NewCast converts arg to a type, as CAST does and, with try, TRY_CAST. It fails with a *CastError where the types have no
// cast. The nullability of the result is that of the argument; TRY_CAST's is always nullable.
func NewCast(arg Expr, to types.Type, try bool) (Expr, error) {
	from := arg.Type()
	if to.Kind == types.Time {
		to.Precision = 0 // Flink has no other TIME in SQL, though values keep their milliseconds
	}
	if !Castable(from, to) {
		return nil, &CastError{From: from, To: to}
	}
	if c, ok := arg.(*Cast); ok && !try && to.Kind.IsNumeric() && keepsLiteral(c) {
		arg = c.Arg
	}
	return cast(arg, to.WithNullable(from.Nullable || try || from.Kind == types.Null), try), nil
}

// ImplicitCast converts arg to the type of the column that it is stored in. It returns arg itself where nothing has to be
// done and fails with a *CastError where the types do not fit without an explicit CAST. A nullable value may go into a
// column that is NOT NULL: the sink enforces that at run time.
func ImplicitCast(arg Expr, to types.Type) (Expr, error) {
	from := arg.Type()
	if !Assignable(from, to) {
		return nil, &CastError{From: from, To: to, Implicit: true}
	}
	sameText := from.Kind.IsCharacter() && to.Kind == types.VarChar || from.Kind.IsBinary() && to.Kind == types.VarBinary
	if from.EqualIgnoringNull(to) || sameText && from.Precision <= to.Precision {
		return arg, nil
	}
	return cast(arg, to.WithNullable(from.Nullable), false), nil
}

// FitLength brings texts and bytes to the length that a type tells, also those that are of that type already and were never held to
// it; values of other types stay as they are.
func FitLength(arg Expr, to types.Type) Expr {
	from := arg.Type()
	var wide types.Type
	switch {
	case from.Kind.IsCharacter() && to.Kind.IsCharacter():
		wide = types.String()
	case from.Kind.IsBinary() && to.Kind.IsBinary():
		wide = types.Of(types.VarBinary)
	}
	if to.Precision == types.MaxLength || wide.Kind == types.Null {
		return arg
	}
	return cast(cast(arg, wide.WithNullable(from.Nullable), false), to.WithNullable(from.Nullable), false)
}

// fitsAsIs tells that every value of a type is a value of another as it stands.
func fitsAsIs(from, to types.Type) bool {
	f, t := from.Kind, to.Kind
	switch {
	case from.EqualIgnoringNull(to):
		return true
	case f.IsCharacter() && t == types.VarChar, f.IsBinary() && t == types.VarBinary:
		return from.Precision <= to.Precision
	case f.IsInteger() && t.IsInteger():
		return f <= t
	case f == types.Float && t == types.Double:
		return true
	case f == types.Decimal && t == types.Decimal:
		return from.Scale == to.Scale && from.Precision <= to.Precision
	case f == t && f.IsTimestamp(), f == t && f == types.Time:
		return from.Precision <= to.Precision
	case f == t && (f.IsCollection() || f == types.Row):
		return everyPart(from, to, fitsAsIs)
	}
	return false
}

// widen converts an argument to the type that a function wants, where a cast changes nothing but the type it is left out.
func widen(arg Expr, to types.Type) Expr {
	from := arg.Type()
	if l, ok := arg.(*Literal); ok && l.Value == nil {
		return &Literal{Typ: to.WithNullable(true)}
	}
	if fitsAsIs(from, to) {
		return arg
	}
	e := cast(arg, to.WithNullable(from.Nullable), false)
	if _, ok := arg.(*Literal); ok && !SessionDependent(e) {
		if value, err := Evaluate(e, Config{}); err == nil {
			return &Literal{Value: value, Typ: e.Type()}
		}
	}
	return e
}

// cast makes the node; literals of NULL become NULLs of the type at once.
func cast(arg Expr, to types.Type, try bool) Expr {
	if l, ok := arg.(*Literal); ok && l.Value == nil {
		return &Literal{Typ: to.WithNullable(true)}
	}
	return &Cast{Arg: arg, Typ: to, Try: try}
}
