package expr

import (
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// inferIn finds the items of a list, which have a type in common. Where a number, a text or a truth value is looked for, that is
// converted to its type, as Flink does: 1 IN (1.5) is TRUE.
func inferIn(r *request) ([]Expr, types.Type, error) {
	if err := r.count(2, -1); err != nil {
		return nil, types.Type{}, err
	}
	first, items := r.args[0].Type(), r.args[1:]
	common, ok := CommonTypeOf(r.types()[1:]...)
	if !ok {
		return nil, types.Type{}, r.mismatch("Values in expression list must have compatible types.")
	}
	if convertsItems(first.Kind, common.Kind) {
		args := []Expr{r.args[0]}
		for _, item := range items {
			args = append(args, widen(item, first.WithNullable(item.Type().Nullable)))
		}
		return args, boolean(anyNullable(r.types())), nil
	}
	args, err := r.comparable(r.args)
	return args, boolean(anyNullable(r.types())), err
}

// convertsItems tells whether the items of IN are converted to the type of what is looked for.
func convertsItems(first, items types.Kind) bool {
	switch {
	case first.IsInteger() || first.IsApproximate():
		return items.IsNumeric() || items.IsCharacter()
	case first == types.Boolean || first == types.Decimal:
		return items.IsCharacter()
	case first.IsCharacter():
		return items.IsNumeric() || items == types.Boolean
	}
	return false
}

// buildIn looks values up in a set where the list is constant and of a type that can be a key; otherwise it compares with
// one item after the other.
func buildIn(negate bool) func(*compiler, *Call) (node, error) {
	return func(c *compiler, call *Call) (node, error) {
		arg, err := c.node(call.Args[0])
		if err != nil {
			return nil, err
		}
		values, hasNull, constant := literalValues(call.Args[1:])
		out := batch.NewVector(call.Typ, 0)
		if constant {
			switch batch.PhysicalOf(call.Args[0].Type().Kind) {
			case batch.PhysicalInt64:
				if !call.Args[0].Type().Kind.IsTimestamp() {
					return newSetNode(arg, out, func(v *batch.Vector) []int64 { return v.I64 }, values, hasNull, negate), nil
				}
			case batch.PhysicalString:
				return newSetNode(arg, out, func(v *batch.Vector) []string { return v.Str }, values, hasNull, negate), nil
			}
		}
		return buildInByComparison(c, call, negate)
	}
}

func buildInByComparison(c *compiler, call *Call, negate bool) (node, error) {
	var any []Expr
	for _, item := range call.Args[1:] {
		any = append(any, &Call{Name: "=", Args: []Expr{call.Args[0], item}, Typ: call.Typ})
	}
	var found Expr = &Call{Name: "OR", Args: any, Typ: call.Typ}
	if negate {
		found = &Call{Name: "NOT", Args: []Expr{found}, Typ: call.Typ}
	}
	return c.node(found)
}

func literalValues(es []Expr) (values []batch.Datum, hasNull, ok bool) {
	for _, e := range es {
		l, ok := e.(*Literal)
		if !ok {
			return nil, false, false
		}
		if l.Value == nil {
			hasNull = true
			continue
		}
		values = append(values, l.Value)
	}
	return values, hasNull, true
}

// setNode tells whether values are in a constant set. A NULL among the items makes what is not found NULL.
type setNode[T comparable] struct {
	arg     node
	out     *batch.Vector
	data    func(*batch.Vector) []T
	set     map[T]struct{}
	hasNull bool
	negate  bool
	nulls   nullBuffer
}

func newSetNode[T comparable](arg node, out *batch.Vector, data func(*batch.Vector) []T, values []batch.Datum, hasNull, negate bool) node {
	n := &setNode[T]{arg: arg, out: out, data: data, set: make(map[T]struct{}, len(values)), hasNull: hasNull, negate: negate}
	for _, v := range values {
		n.set[v.(T)] = struct{}{}
	}
	return n
}

func (n *setNode[T]) eval(x *exec, sel []int32) (*batch.Vector, error) {
	v, err := n.arg.eval(x, sel)
	if err != nil {
		return nil, err
	}
	n.out.Resize(x.n)
	if v.Nulls != nil || n.hasNull {
		n.out.Nulls = n.nulls.cleared(x.n)
	}
	data := n.data(v)
	each(sel, x.n, func(i int) {
		if v.IsNull(i) {
			n.out.Nulls[i] = true
			return
		}
		_, found := n.set[data[i]]
		n.out.Bool[i] = found != n.negate
		if !found && n.hasNull {
			n.out.Nulls[i] = true
		}
	})
	return n.out, nil
}
