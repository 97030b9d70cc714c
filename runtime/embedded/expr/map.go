package expr

import (
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// mapFunctions work on maps.
var mapFunctions = []function{
	{name: "MAP_KEYS", forms: []form{{params: []param{mapParam}, result: func(a []types.Type) types.Type {
		return types.ArrayOf(*a[0].Key).WithNullable(a[0].Nullable)
	}, kernel: just1(func(m *batch.MapDatum) []batch.Datum { return m.Keys })}}},
	{name: "MAP_VALUES", forms: []form{{params: []param{mapParam}, result: func(a []types.Type) types.Type {
		return types.ArrayOf(*a[0].Elem).WithNullable(a[0].Nullable)
	}, kernel: just1(func(m *batch.MapDatum) []batch.Datum { return m.Values })}}},
	{name: "MAP_ENTRIES", forms: []form{{params: []param{mapParam}, result: func(a []types.Type) types.Type {
		entry := types.RowOf(types.Field{Name: "key", Type: *a[0].Key}, types.Field{Name: "value", Type: *a[0].Elem})
		return types.ArrayOf(entry).WithNullable(a[0].Nullable)
	}, kernel: just1(mapEntries)}}},
	{name: "MAP_FROM_ARRAYS", forms: []form{{params: []param{array, array}, result: func(a []types.Type) types.Type {
		return types.MapOf(*a[0].Elem, *a[1].Elem).WithNullable(a[0].Nullable || a[1].Nullable)
	}, kernel: try2(mapFromArrays)}}},
	{name: "MAP_UNION", infer: inferSame(types.Map), build: func(c *compiler, call *Call) (node, error) {
		return c.strict(call, justN(mapUnion)(call))
	}},
}

func entryOf(m *batch.MapDatum, key batch.Datum) (batch.Datum, bool) {
	for i, k := range m.Keys {
		if equalDatum(k, key) {
			return m.Values[i], true
		}
	}
	return nil, false
}

func mapEntries(m *batch.MapDatum) []batch.Datum {
	out := make([]batch.Datum, len(m.Keys))
	for i, k := range m.Keys {
		out[i] = []batch.Datum{k, m.Values[i]}
	}
	return out
}

func mapFromArrays(x *exec, keys, values []batch.Datum) (*batch.MapDatum, bool) {
	if len(keys) != len(values) {
		x.fail(runtimeError("Invalid function MAP_FROM_ARRAYS call:\nThe length of the keys array and the values array must be the same."))
		return nil, false
	}
	var m mapBuilder
	for i, k := range keys {
		m.put(k, values[i])
	}
	return m.build(), true
}

// mapUnion takes the value of the last map that has a key.
func mapUnion(maps []*batch.MapDatum) *batch.MapDatum {
	var out mapBuilder
	for _, m := range maps {
		for i, k := range m.Keys {
			out.put(k, m.Values[i])
		}
	}
	return out.build()
}

// inferSame is for functions of any number of nested values of one kind, whose type in common is that of the result.
func inferSame(kind types.Kind) func(*request) ([]Expr, types.Type, error) {
	return func(r *request) ([]Expr, types.Type, error) {
		if err := r.count(1, -1); err != nil {
			return nil, types.Type{}, err
		}
		for _, a := range r.args {
			if k := a.Type().Kind; k != kind && k != types.Null {
				return nil, types.Type{}, &ArgumentTypeError{Name: r.name, Args: r.types(),
					Supported: []string{r.name + "(<" + kind.String() + ">, <" + kind.String() + ">)"}}
			}
		}
		args, t, err := r.common(r.args)
		return args, t.WithNullable(anyNullable(r.types())), err
	}
}
