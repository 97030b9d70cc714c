package expr

import (
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// constructors make nested values and take elements out of them.
var constructors = []function{
	{name: "ROW", infer: inferRow, build: buildRow},
	{name: "ARRAY", infer: inferArray, build: buildArray},
	{name: "MAP", infer: inferMap, build: buildMap},
	{name: "ITEM", infer: inferItem, build: buildItem},
}

func inferRow(r *request) ([]Expr, types.Type, error) {
	fields := make([]types.Field, len(r.args))
	for i, a := range r.args {
		fields[i] = types.Field{Name: fmt.Sprintf("EXPR$%d", i), Type: a.Type()}
	}
	t := types.RowOf(fields...).NotNull()
	if countFields(t, mostFields) > mostFields {
		return nil, t, r.mismatch(fmt.Sprintf("A row of more than %d fields, with those of the rows in it, is not supported.", mostFields))
	}
	return r.args, t, nil
}

// mostFields is how many fields a row may be built of. A view that has the row of another one twice has twice as many.
const mostFields = 100_000

// countFields is how many fields a type has with those of the types in it, as far as they are not more than most.
func countFields(t types.Type, most int) (n int) {
	for _, f := range t.Fields {
		if n += 1 + countFields(f.Type, most-n); n > most {
			break
		}
	}
	for _, inner := range []*types.Type{t.Key, t.Elem} {
		if inner != nil && n <= most {
			n += countFields(*inner, most-n)
		}
	}
	return n
}

// rowNode shows the vectors of its fields as one; nothing is copied.
type rowNode struct {
	fields []node
	out    *batch.Vector
}

func buildRow(c *compiler, call *Call) (node, error) {
	fields, err := c.nodes(call.Args)
	return &rowNode{fields: fields, out: batch.NewVector(call.Typ, 0)}, err
}

func (n *rowNode) eval(x *exec, sel []int32) (*batch.Vector, error) {
	if len(n.fields) == 0 {
		n.out.Resize(x.n)
	}
	for i, f := range n.fields {
		v, err := f.eval(x, sel)
		if err != nil {
			return nil, err
		}
		n.out.Children[i] = v
	}
	return n.out, nil
}

func inferArray(r *request) ([]Expr, types.Type, error) {
	if err := r.count(1, -1); err != nil {
		return nil, types.Type{}, err
	}
	args, elem, err := r.common(r.args)
	if err == nil && elem.Kind == types.Null {
		err = r.mismatch("Illegal use of 'NULL'.")
	}
	return args, types.ArrayOf(elem).NotNull(), err
}

func buildArray(c *compiler, call *Call) (node, error) {
	return c.lenient(call, func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
		each(sel, x.n, func(i int) { out.Nested[i] = row(args, i) })
	})
}

// row takes one value of each vector.
func row(args []*batch.Vector, i int) []batch.Datum {
	items := make([]batch.Datum, len(args))
	for a, v := range args {
		items[a] = v.Get(i)
	}
	return items
}

func inferMap(r *request) ([]Expr, types.Type, error) {
	if err := r.count(2, -1); err != nil {
		return nil, types.Type{}, err
	}
	if len(r.args)%2 == 1 {
		return nil, types.Type{}, r.mismatch("Map requires an even number of arguments.")
	}
	var keys, values []Expr
	for i := 0; i < len(r.args); i += 2 {
		keys, values = append(keys, r.args[i]), append(values, r.args[i+1])
	}
	keys, keyType, err := r.common(keys)
	if err == nil && keyType.Kind == types.Null {
		err = r.mismatch("Illegal use of 'NULL'.")
	}
	if err != nil {
		return nil, keyType, err
	}
	values, valueType, err := r.common(values)
	args := make([]Expr, 0, len(r.args))
	for i := range keys {
		args = append(args, keys[i], values[i])
	}
	return args, types.MapOf(keyType, valueType).NotNull(), err
}

func buildMap(c *compiler, call *Call) (node, error) {
	return c.lenient(call, func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
		each(sel, x.n, func(i int) {
			var m mapBuilder
			for a := 0; a < len(args); a += 2 {
				m.put(args[a].Get(i), args[a+1].Get(i))
			}
			out.Nested[i] = m.build()
		})
	})
}

func inferItem(r *request) ([]Expr, types.Type, error) {
	if err := r.count(2, 2); err != nil {
		return nil, types.Type{}, err
	}
	of, index := r.args[0].Type(), r.args[1].Type()
	if index.Kind == types.Null {
		return nil, of, r.mismatch("Illegal use of 'NULL'.")
	}
	switch of.Kind {
	case types.Array:
		if index.Kind != types.Int {
			return nil, of, r.mismatch("An ARRAY is indexed by an INTEGER.")
		}
		if l, ok := r.args[1].(*Literal); ok && l.Value != nil && l.Value.(int64) < 1 {
			return nil, of, r.mismatch(fmt.Sprintf("Array element access needs an index starting at 1 but was %d.", l.Value))
		}
		return r.args, of.Elem.WithNullable(true), nil
	case types.Map:
		if of.Key.Kind.IsCharacter() && index.Kind.IsCharacter() {
			return r.args, of.Elem.WithNullable(true), nil // a CHAR keeps the blanks that pad it
		}
		if index.Kind.IsInteger() && of.Key.Kind.IsInteger() {
			return r.args, of.Elem.WithNullable(true), nil
		}
		if index.Kind != of.Key.Kind || index.Kind == types.Row || !Assignable(index, *of.Key) {
			return nil, of, r.mismatch(fmt.Sprintf("The keys of the MAP are of type %s.", of.Key))
		}
		return []Expr{r.args[0], widen(r.args[1], *of.Key)}, of.Elem.WithNullable(true), nil
	}
	return nil, of, &ArgumentTypeError{Name: r.name, Args: r.types(), Supported: []string{"<ARRAY>[<INTEGER>]", "<MAP>[<KEY>]"}}
}

func buildItem(c *compiler, call *Call) (node, error) {
	isMap := call.Args[0].Type().Kind == types.Map
	var nulls nullBuffer
	return c.strict(call, func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
		if out.Nulls == nil {
			out.Nulls = nulls.cleared(x.n)
		}
		each(sel, x.n, func(i int) {
			var item batch.Datum
			if isMap {
				item, _ = entryOf(args[0].Nested[i].(*batch.MapDatum), args[1].Get(i))
			} else if items, at := args[0].Nested[i].([]batch.Datum), args[1].I64[i]; at >= 1 && at <= int64(len(items)) {
				item = items[at-1]
			}
			out.Set(i, item)
		})
	})
}
