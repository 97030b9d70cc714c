package expr

import (
	"slices"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// datums are the elements of an array.
type datums = []batch.Datum

// arrayFunctions work on arrays, which count from 1.
var arrayFunctions = []function{
	{name: "CARDINALITY", forms: []form{
		{params: []param{array}, result: givesInt, kernel: just1(func(a datums) int64 { return int64(len(a)) })},
		{params: []param{mapParam}, result: givesInt, kernel: just1(func(m *batch.MapDatum) int64 { return int64(len(m.Keys)) })},
	}},
	{name: "ELEMENT", forms: []form{{params: []param{array}, result: func(a []types.Type) types.Type { return a[0].Elem.WithNullable(a[0].Nullable || a[0].Elem.Nullable) },
		kernel: try1(onlyElement)}}},
	withElement("ARRAY_CONTAINS", func(a types.Type, _ bool) types.Type { return boolean(a.Nullable) }, false,
		func(a datums, x batch.Datum) (batch.Datum, bool) { return indexOf(a, x) >= 0, true }),
	withElement("ARRAY_POSITION", func(a types.Type, null bool) types.Type { return types.Of(types.Int).WithNullable(a.Nullable || null) }, true,
		func(a datums, x batch.Datum) (batch.Datum, bool) { return int64(indexOf(a, x) + 1), true }),
	withElement("ARRAY_APPEND", withValue, false,
		func(a datums, x batch.Datum) (batch.Datum, bool) { return append(slices.Clip(a), x), true }),
	withElement("ARRAY_PREPEND", withValue, false,
		func(a datums, x batch.Datum) (batch.Datum, bool) { return append(datums{x}, a...), true }),
	withElement("ARRAY_REMOVE", func(a types.Type, _ bool) types.Type { return a }, false, func(a datums, x batch.Datum) (batch.Datum, bool) {
		return slices.DeleteFunc(slices.Clone(a), func(o batch.Datum) bool { return equalDatum(o, x) }), true
	}),
	{name: "ARRAY_DISTINCT", forms: []form{{params: []param{array}, result: givesArg(0), kernel: just1(distinct)}}},
	{name: "ARRAY_REVERSE", forms: []form{{params: []param{array}, result: givesArg(0), kernel: just1(func(a datums) datums {
		out := slices.Clone(a)
		slices.Reverse(out)
		return out
	})}}},
	{name: "ARRAY_SLICE", forms: []form{
		{params: []param{array, integer}, result: givesArg(0), kernel: just2(func(a datums, from int64) datums { return slice(a, from, int64(len(a))) })},
		{params: []param{array, integer, integer}, result: givesArg(0), kernel: just3(slice)},
	}},
	{name: "ARRAY_JOIN", forms: []form{
		{params: []param{texts, text}, result: givesText, kernel: just2(func(a datums, by string) string { return join(a, by, nil) })},
		{params: []param{texts, text, text}, result: givesText, kernel: just3(func(a datums, by, null string) string { return join(a, by, &null) })},
	}},
	{name: "ARRAY_MAX", forms: []form{{params: []param{sortable}, result: elementType, kernel: extremeElement(1)}}},
	{name: "ARRAY_MIN", forms: []form{{params: []param{sortable}, result: elementType, kernel: extremeElement(-1)}}},
	{name: "ARRAY_SORT", forms: []form{
		{params: []param{sortable}, result: givesArg(0), kernel: just1(func(a datums) datums { return sorted(a, true, true) })},
		{params: []param{sortable, boolParam}, result: givesArg(0), kernel: just2(func(a datums, ascending bool) datums { return sorted(a, ascending, ascending) })},
		{params: []param{sortable, boolParam, boolParam}, result: givesArg(0), kernel: just3(sorted)},
	}},
	arraySet("ARRAY_CONCAT", func(arrays []datums) datums { return slices.Concat(arrays...) }),
	arraySet("ARRAY_UNION", func(arrays []datums) datums { return distinct(slices.Concat(arrays...)) }),
	arraySet("ARRAY_EXCEPT", func(arrays []datums) datums {
		others := placesOf(arrays[1])
		return distinct(slices.DeleteFunc(slices.Clone(arrays[0]), func(x batch.Datum) bool { return others.find(x) >= 0 }))
	}),
	arraySet("ARRAY_INTERSECT", func(arrays []datums) datums {
		others := placesOf(arrays[1])
		return distinct(slices.DeleteFunc(slices.Clone(arrays[0]), func(x batch.Datum) bool { return others.find(x) < 0 }))
	}),
}

// texts are arrays of texts.
var texts = asIs("ARRAY<STRING>", types.ArrayOf(types.String()), func(t types.Type) bool {
	return t.Kind == types.Array && (t.Elem.Kind.IsCharacter() || t.Elem.Kind == types.Null)
})

// sortable are arrays whose elements have an order.
var sortable = asIs("ARRAY<COMPARABLE>", types.ArrayOf(types.Type{Nullable: true}), func(t types.Type) bool {
	return t.Kind == types.Array && !t.Elem.Kind.IsCollection() && t.Elem.Kind != types.Row && t.Elem.Kind != types.Boolean
})

// withValue is the type of an array that a value was added to, which may be NULL where null is set.
func withValue(a types.Type, null bool) types.Type {
	elem := a.Elem.WithNullable(a.Elem.Nullable || null)
	return types.ArrayOf(elem).WithNullable(a.Nullable || null)
}

// elementType is the type of an element, which may be NULL.
func elementType(args []types.Type) types.Type { return args[0].Elem.WithNullable(true) }

// withElement is a function of an array and a value that is converted to its elements' type; result tells its type from the array's and
// whether the value may be NULL. With strict a NULL gives NULL.
func withElement(name string, result func(array types.Type, null bool) types.Type, strict bool, f func(datums, batch.Datum) (batch.Datum, bool)) function {
	return function{
		name: name,
		infer: func(r *request) ([]Expr, types.Type, error) {
			if err := r.count(2, 2); err != nil {
				return nil, types.Type{}, err
			}
			of, x := r.args[0].Type(), r.args[1].Type()
			supported := []string{name + "(<ARRAY>, <ELEMENT>)"}
			if of.Kind != types.Array {
				return nil, of, &ArgumentTypeError{Name: name, Args: r.types(), Supported: supported}
			}
			elem := *of.Elem
			if !Assignable(x, elem) {
				return nil, of, &ArgumentTypeError{Name: name, Args: r.types(), Supported: supported}
			}
			value := widen(r.args[1], elem)
			return []Expr{r.args[0], value}, result(of, x.Nullable || x.Kind == types.Null), nil
		},
		build: func(c *compiler, call *Call) (node, error) {
			var res results[batch.Datum]
			return c.lenient(call, func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
				res.open(out, x.n)
				each(sel, x.n, func(i int) {
					if args[0].IsNull(i) || strict && args[1].IsNull(i) {
						res.put(i, nil, false)
						return
					}
					v, ok := f(args[0].Nested[i].(datums), args[1].Get(i))
					res.put(i, v, ok)
				})
			})
		},
	}
}

// arraySet is a function of arrays of one type.
func arraySet(name string, f func([]datums) datums) function {
	return function{name: name, infer: func(r *request) ([]Expr, types.Type, error) {
		if name != "ARRAY_CONCAT" {
			if err := r.count(2, 2); err != nil {
				return nil, types.Type{}, err
			}
		}
		return inferSame(types.Array)(r)
	}, build: func(c *compiler, call *Call) (node, error) {
		return c.strict(call, justN(f)(call))
	}}
}

func onlyElement(x *exec, a datums) (batch.Datum, bool) {
	switch len(a) {
	case 0:
		return nil, false
	case 1:
		return a[0], a[0] != nil
	}
	x.fail(runtimeError("Array has more than one element."))
	return nil, false
}

func indexOf(a datums, x batch.Datum) int {
	return slices.IndexFunc(a, func(o batch.Datum) bool { return equalDatum(o, x) })
}

// distinct keeps the first of equal elements.
func distinct(a datums) datums {
	out := places{values: datums{}}
	for _, x := range a {
		if out.find(x) < 0 {
			out.add(x)
		}
	}
	return out.values
}

// slice takes the elements from one place to another, both included and from the end where negative.
func slice(a datums, from, to int64) datums {
	n := int64(len(a))
	place := func(i int64) int64 {
		switch {
		case i < 0:
			return n + i + 1
		case i == 0:
			return 1
		}
		return i
	}
	from, to = max(1, place(from)), min(n, place(to))
	if from > n || from > to {
		return datums{}
	}
	return a[from-1 : to]
}

// join writes the elements with a text between them; NULLs are left out where null is nil.
func join(a datums, by string, null *string) string {
	parts := make([]string, 0, len(a))
	for _, x := range a {
		switch {
		case x != nil:
			parts = append(parts, x.(string))
		case null != nil:
			parts = append(parts, *null)
		}
	}
	return strings.Join(parts, by)
}

func extremeElement(sign int) kernelMaker {
	return try1(func(_ *exec, a datums) (batch.Datum, bool) {
		var best batch.Datum
		for _, x := range a {
			if x != nil && (best == nil || compareDatum(x, best)*sign > 0) {
				best = x
			}
		}
		return best, best != nil
	})
}

// sorted orders the elements; NULLs are first or last whatever the order.
func sorted(a datums, ascending, nullsFirst bool) datums {
	out := slices.Clone(a)
	slices.SortStableFunc(out, func(x, y batch.Datum) int {
		switch {
		case x == nil || y == nil:
			c := compareNullable(x, y)
			if !nullsFirst {
				return -c
			}
			return c
		case ascending:
			return compareDatum(x, y)
		}
		return compareDatum(y, x)
	})
	return out
}
