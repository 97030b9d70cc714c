package expr

import "github.com/penstock/penstock/runtime/embedded/types"

// param is what a function takes at one place.
type param struct {
	// label is the name of the class of types, for error messages.
	label string
	// accept tells whether a type is taken, and which type the argument is to be cast to.
	accept func(t types.Type) (to types.Type, ok bool)
}

// asIs takes types for which test is true as they are, and an untyped NULL as type null.
func asIs(label string, null types.Type, test func(t types.Type) bool) param {
	return param{label, func(t types.Type) (types.Type, bool) {
		if t.Kind == types.Null {
			return null, true
		}
		return t, test(t)
	}}
}

func kindTest(test func(types.Kind) bool) func(types.Type) bool {
	return func(t types.Type) bool { return test(t.Kind) }
}

func isKind(want types.Kind) func(types.Type) bool {
	return func(t types.Type) bool { return t.Kind == want }
}

// castTo takes types for which test is true and casts them.
func castTo(label string, to types.Type, test func(types.Type) bool) param {
	return param{label, func(t types.Type) (types.Type, bool) {
		if t.Kind == types.Null || test(t) {
			return to, true
		}
		return t, false
	}}
}

// The classes of parameters.
var (
	text        = asIs("CHARACTER", types.String(), kindTest(types.Kind.IsCharacter))
	bytes       = asIs("BINARY", types.Of(types.VarBinary), kindTest(types.Kind.IsBinary))
	integer     = asIs("INTEGER", types.Of(types.Int), kindTest(types.Kind.IsInteger))
	boolParam   = asIs("BOOLEAN", types.Of(types.Boolean), isKind(types.Boolean))
	approximate = asIs("APPROXIMATE", types.Of(types.Double), kindTest(types.Kind.IsApproximate))
	decimalArg  = asIs("DECIMAL", types.Of(types.Decimal), isKind(types.Decimal))
	double      = castTo("NUMERIC", types.Of(types.Double), kindTest(types.Kind.IsNumeric))
	smallInt    = asIs("INTEGER", types.Of(types.Int), kindTest(func(k types.Kind) bool { return k.IsInteger() && k != types.BigInt }))
	timestamp   = asIs("TIMESTAMP", types.TimestampOf(3), isKind(types.Timestamp))
	instant     = asIs("TIMESTAMP_LTZ", types.TimestampLTZOf(3), isKind(types.TimestampLTZ))
	array       = asIs("ARRAY", types.ArrayOf(types.Type{Nullable: true}), isKind(types.Array))
	mapParam    = asIs("MAP", types.MapOf(types.Type{Nullable: true}, types.Type{Nullable: true}), isKind(types.Map))
	anything    = asIs("ANY", types.Type{Nullable: true}, func(types.Type) bool { return true })
)

// anyNullable tells whether a NULL may be among the arguments.
func anyNullable(args []types.Type) bool {
	for _, t := range args {
		if t.Nullable {
			return true
		}
	}
	return false
}

// gives is a result of one type that is NULL only where an argument is.
func gives(t types.Type) resultType {
	return func(args []types.Type) types.Type { return t.WithNullable(anyNullable(args)) }
}

// mayGive is a result of one type that may be NULL whatever the arguments are.
func mayGive(t types.Type) resultType {
	return func([]types.Type) types.Type { return t.WithNullable(true) }
}

// always is a result of one type that is never NULL.
func always(t types.Type) resultType {
	return func([]types.Type) types.Type { return t.NotNull() }
}

// givesArg is a result of the type of an argument that is NULL only where an argument is.
func givesArg(i int) resultType {
	return func(args []types.Type) types.Type { return args[i].WithNullable(anyNullable(args)) }
}

var (
	givesText   = gives(types.String())
	mayGiveText = mayGive(types.String())
	givesBool   = gives(types.Of(types.Boolean))
	givesInt    = gives(types.Of(types.Int))
	givesBigInt = gives(types.Of(types.BigInt))
	givesDouble = gives(types.Of(types.Double))
)

func boolean(nullable bool) types.Type { return types.Of(types.Boolean).WithNullable(nullable) }

// True is the literal TRUE.
func True() *Literal { return &Literal{Value: true, Typ: boolean(false)} }

// False is the literal FALSE.
func False() *Literal { return &Literal{Value: false, Typ: boolean(false)} }

// Null is the literal NULL of a type.
func Null(t types.Type) *Literal { return &Literal{Typ: t.WithNullable(true)} }
