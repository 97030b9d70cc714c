package aggregate

import (
	"fmt"
	"slices"

	"github.com/penstock/penstock/runtime/embedded/types"
)

// maxDecimal is the greatest precision of a DECIMAL.
const maxDecimal = 38

// The rules by which the type of a result follows from the arguments.
var resolvers = map[string]func(args []types.Type) (types.Type, error){
	"COUNT":          anyNumber(types.Of(types.BigInt).NotNull()),
	"SUM":            numeric(sumType),
	"SUM0":           numeric(func(t types.Type) types.Type { return sumType(t).NotNull() }),
	"AVG":            numeric(avgType),
	"MIN":            comparable1,
	"MAX":            comparable1,
	"FIRST_VALUE":    same,
	"LAST_VALUE":     same,
	"SINGLE_VALUE":   same,
	"LISTAGG":        listType,
	"COLLECT":        one(func(t types.Type) types.Type { return types.MultisetOf(t).NotNull() }),
	"ARRAY_AGG":      one(types.ArrayOf),
	"STDDEV_POP":     numeric(avgType),
	"STDDEV_SAMP":    numeric(avgType),
	"STDDEV":         numeric(avgType),
	"VAR_POP":        numeric(avgType),
	"VAR_SAMP":       numeric(avgType),
	"VARIANCE":       numeric(avgType),
	"JSON_ARRAYAGG":  one(func(types.Type) types.Type { return types.String().NotNull() }),
	"JSON_OBJECTAGG": jsonObjectType,
}

// Names lists the aggregate functions.
func Names() []string {
	var names []string
	for name, r := range resolvers {
		if r != nil {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Resolve returns the type of the result of an aggregate function over arguments of the given types. It is nullable where
// the function is NULL over no rows.
func Resolve(name string, args []types.Type, distinct bool) (types.Type, error) {
	r := resolvers[name]
	if r == nil {
		return types.Type{}, fmt.Errorf("no aggregate function %s", name)
	}
	if distinct && len(args) == 0 {
		return types.Type{}, fmt.Errorf("%s(DISTINCT) needs an argument", name)
	}
	t, err := r(args)
	if err != nil {
		return types.Type{}, fmt.Errorf("%s: %w", name, err)
	}
	return t, nil
}

func anyNumber(result types.Type) func([]types.Type) (types.Type, error) {
	return func([]types.Type) (types.Type, error) { return result, nil }
}

func one(of func(types.Type) types.Type) func([]types.Type) (types.Type, error) {
	return func(args []types.Type) (types.Type, error) {
		if len(args) != 1 {
			return types.Type{}, fmt.Errorf("it takes 1 argument, not %d", len(args))
		}
		return of(args[0]), nil
	}
}

func numeric(of func(types.Type) types.Type) func([]types.Type) (types.Type, error) {
	return func(args []types.Type) (types.Type, error) {
		t, err := one(of)(args)
		if err == nil && !args[0].Kind.IsNumeric() && args[0].Kind != types.Null && !args[0].Kind.IsInterval() {
			return t, fmt.Errorf("it takes a numeric argument, not %s", args[0])
		}
		return t, err
	}
}

func same(args []types.Type) (types.Type, error) {
	return one(func(t types.Type) types.Type { return t.WithNullable(true) })(args)
}

func comparable1(args []types.Type) (types.Type, error) {
	t, err := same(args)
	if err == nil && (t.Kind.IsCollection() || t.Kind == types.Row || t.Kind == types.Raw) {
		return t, fmt.Errorf("values of type %s have no order", t)
	}
	return t, err
}

// sumType is the argument's own type, but for a DECIMAL 38 digits.
func sumType(t types.Type) types.Type {
	if t.Kind == types.Decimal {
		return types.DecimalOf(maxDecimal, t.Scale)
	}
	return t.WithNullable(true)
}

func avgType(t types.Type) types.Type {
	if t.Kind == types.Decimal {
		return types.DecimalOf(maxDecimal, max(6, t.Scale))
	}
	return t.WithNullable(true)
}

func listType(args []types.Type) (types.Type, error) {
	if len(args) != 1 && len(args) != 2 {
		return types.Type{}, fmt.Errorf("it takes 1 or 2 arguments, not %d", len(args))
	}
	for _, t := range args {
		if !t.Kind.IsCharacter() && t.Kind != types.Null {
			return types.Type{}, fmt.Errorf("it takes character strings, not %s", t)
		}
	}
	return types.String(), nil
}

func jsonObjectType(args []types.Type) (types.Type, error) {
	if len(args) != 2 {
		return types.Type{}, fmt.Errorf("it takes a key and a value, not %d arguments", len(args))
	}
	if !args[0].Kind.IsCharacter() {
		return types.Type{}, fmt.Errorf("its key is a character string, not %s", args[0])
	}
	return types.String().NotNull(), nil
}
