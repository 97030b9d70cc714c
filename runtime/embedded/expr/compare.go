package expr

import (
	"cmp"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// comparisonOperators compare values of the common type of both sides.
var comparisonOperators = []function{
	comparison("=", equal), comparison("<>", notEqual), comparison("<", less), comparison("<=", lessEqual),
	comparison(">", greater), comparison(">=", greaterEqual),
	{name: "IS DISTINCT FROM", infer: inferComparison, build: buildDistinct(true)},
	{name: "IS NOT DISTINCT FROM", infer: inferComparison, build: buildDistinct(false)},
	{name: "BETWEEN", expand: expandBetween(false, false)},
	{name: "NOT BETWEEN", expand: expandBetween(true, false)},
	{name: "BETWEEN SYMMETRIC", expand: expandBetween(false, true)},
	{name: "NOT BETWEEN SYMMETRIC", expand: expandBetween(true, true)},
}

// comparisonOp is how two values are compared.
type comparisonOp uint8

const (
	equal comparisonOp = iota
	notEqual
	less
	lessEqual
	greater
	greaterEqual
)

func (op comparisonOp) holds(c int) bool {
	switch op {
	case equal:
		return c == 0
	case notEqual:
		return c != 0
	case less:
		return c < 0
	case lessEqual:
		return c <= 0
	case greater:
		return c > 0
	}
	return c >= 0
}

func comparison(name string, op comparisonOp) function {
	return function{name: name, expand: expandComparison, infer: inferComparison, build: func(c *compiler, call *Call) (node, error) {
		if ofItself(call) {
			return c.self(call, op.holds(0))
		}
		args, err := c.nodes(call.Args)
		if err != nil {
			return nil, err
		}
		n := newStrict(args, call.Typ, nil)
		left := call.Args[0].Type()
		n.kernel = comparisonKernel(op, left, args[1])
		switch batch.PhysicalOf(left.Kind) {
		case batch.PhysicalInt64, batch.PhysicalFloat64, batch.PhysicalString, batch.PhysicalInt128:
			n.total = true
		}
		return n, nil
	}}
}

func inferComparison(r *request) ([]Expr, types.Type, error) {
	if err := r.count(2, 2); err != nil {
		return nil, types.Type{}, err
	}
	args, err := r.comparable(r.args)
	if err != nil {
		return nil, types.Type{}, err
	}
	distinct := r.fn.name == "IS DISTINCT FROM" || r.fn.name == "IS NOT DISTINCT FROM"
	return args, boolean(!distinct && anyNullable(r.types())), nil
}

// comparable casts values to a type in which they can be compared.
func (r *request) comparable(args []Expr) ([]Expr, error) {
	common := args[0].Type()
	ordered := strings.HasPrefix(r.name, "<") && r.name != "<>" || strings.HasPrefix(r.name, ">")
	for _, a := range args[1:] {
		t, ok := comparisonType(common, a.Type(), ordered)
		if !ok {
			return nil, r.mismatch("implicit type conversion between " + calciteName(common) + " and " +
				calciteName(a.Type()) + " is not supported now.")
		}
		common = t
	}
	if nested := common.Kind.IsCollection() || common.Kind == types.Row; nested && ordered {
		return nil, r.mismatch("")
	}
	out := make([]Expr, len(args))
	for i, a := range args {
		out[i] = widen(a, common)
	}
	return out, nil
}

// comparisonType is CommonType, except that a text may be compared with a date or time, whose type it is then read as, and
// that FLOAT and DOUBLE are ordered as DOUBLE, while whether they are equal is told in the type of the first.
func comparisonType(a, b types.Type, ordered bool) (types.Type, bool) {
	switch {
	case ordered && a.Kind.IsApproximate() && b.Kind.IsApproximate() && a.Kind != b.Kind:
		return types.Of(types.Double), true
	case ordered && a.Kind.IsCharacter():
		if t, ok := orderedWithText(b); ok {
			return t, ok
		}
	case ordered && b.Kind.IsCharacter():
		if t, ok := orderedWithText(a); ok {
			return t, ok
		}
	}
	switch {
	case a.Kind.IsCharacter() && b.Kind.IsDatetime():
		return readableFromText(b), true
	case a.Kind.IsDatetime() && b.Kind.IsCharacter():
		return readableFromText(a), true
	}
	return CommonType(a, b)
}

// orderedWithText is the type in which a number or a truth value is ordered with a text, which is then read as such. (Whether they
// are equal may not be asked.)
func orderedWithText(t types.Type) (types.Type, bool) {
	switch {
	case t.Kind.IsInteger():
		return types.Of(types.BigInt), true
	case t.Kind == types.Decimal:
		return types.DecimalOf(maxDecimalPrecision, 19), true
	case t.Kind.IsApproximate():
		return types.Of(types.Double), true
	case t.Kind == types.Boolean:
		return t, true
	}
	return t, false
}

// readableFromText keeps all digits of a text that is compared with a timestamp.
func readableFromText(t types.Type) types.Type {
	if t.Kind.IsTimestamp() {
		t.Precision = 9
	}
	return t
}

// comparisonKernel picks the loop for the representation of both sides.
func comparisonKernel(op comparisonOp, left types.Type, right node) kernel {
	constant, isConstant := constantOf(right)
	switch batch.PhysicalOf(left.Kind) {
	case batch.PhysicalInt64:
		if left.Kind.IsTimestamp() {
			return compareInstants(op)
		}
		if k, ok := constant.(int64); isConstant && ok {
			return func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
				compareConstant(op, args[0].I64[:x.n], k, out.Bool, sel)
			}
		}
		return func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
			compareColumns(op, args[0].I64[:x.n], args[1].I64[:x.n], out.Bool, sel)
		}
	case batch.PhysicalFloat64:
		if k, ok := constant.(float64); isConstant && ok {
			return func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
				compareConstant(op, args[0].F64[:x.n], k, out.Bool, sel)
			}
		}
		return func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
			compareColumns(op, args[0].F64[:x.n], args[1].F64[:x.n], out.Bool, sel)
		}
	case batch.PhysicalString:
		if k, ok := constant.(string); isConstant && ok {
			return func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
				compareConstant(op, args[0].Str[:x.n], k, out.Bool, sel)
			}
		}
		return func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
			compareColumns(op, args[0].Str[:x.n], args[1].Str[:x.n], out.Bool, sel)
		}
	case batch.PhysicalInt128:
		return func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
			a, b := args[0].Dec, args[1].Dec
			each(sel, x.n, func(i int) { out.Bool[i] = op.holds(a[i].Cmp(b[i])) })
		}
	}
	if op == equal || op == notEqual {
		return func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
			each(sel, x.n, func(i int) {
				out.Bool[i] = nestedEqual(left, args[0].Get(i), args[1].Get(i)) == (op == equal)
			})
		}
	}
	return func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
		each(sel, x.n, func(i int) {
			out.Bool[i] = op.holds(compareDatum(args[0].Get(i), args[1].Get(i)))
		})
	}
}

func compareInstants(op comparisonOp) kernel {
	return func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
		a, b := args[0], args[1]
		if a.Nanos == nil && b.Nanos == nil {
			compareColumns(op, a.I64[:x.n], b.I64[:x.n], out.Bool, sel)
			return
		}
		each(sel, x.n, func(i int) {
			c := cmp.Compare(a.I64[i], b.I64[i])
			if c == 0 {
				c = cmp.Compare(a.NanosAt(i), b.NanosAt(i))
			}
			out.Bool[i] = op.holds(c)
		})
	}
}

// distinctNode compares so that NULL equals NULL and nothing else.
type distinctNode struct {
	left, right node
	negate      bool
	out         *batch.Vector
	kernel      kernel
	both        []int32
}

func buildDistinct(distinct bool) func(*compiler, *Call) (node, error) {
	op := equal
	if distinct {
		op = notEqual
	}
	return func(c *compiler, call *Call) (node, error) {
		if ofItself(call) {
			return c.node(&Literal{Value: !distinct, Typ: boolean(false)})
		}
		args, err := c.nodes(call.Args)
		if err != nil {
			return nil, err
		}
		k := comparisonKernel(op, call.Args[0].Type(), args[1])
		return &distinctNode{left: args[0], right: args[1], negate: distinct, kernel: k, both: []int32{}, out: batch.NewVector(call.Typ, 0)}, nil
	}
}

func (n *distinctNode) eval(x *exec, sel []int32) (*batch.Vector, error) {
	a, err := n.left.eval(x, sel)
	if err != nil {
		return nil, err
	}
	b, err := n.right.eval(x, sel)
	if err != nil {
		return nil, err
	}
	n.out.Resize(x.n)
	if a.Nulls != nil || b.Nulls != nil {
		n.both = n.both[:0]
		each(sel, x.n, func(i int) {
			an, bn := a.IsNull(i), b.IsNull(i)
			if !an && !bn {
				n.both = append(n.both, int32(i))
				return
			}
			n.out.Bool[i] = (an == bn) != n.negate
		})
		sel = n.both
	}
	n.kernel(x, []*batch.Vector{a, b}, n.out, sel)
	return n.out, x.err
}

// expandBetween turns BETWEEN into comparisons, as Flink does.
func expandBetween(negate, symmetric bool) func(*request) (Expr, error) {
	return func(r *request) (Expr, error) {
		if err := r.count(3, 3); err != nil {
			return nil, err
		}
		value, low, high := r.args[0], r.args[1], r.args[2]
		within := func(low, high Expr) (Expr, error) {
			if negate {
				return resolvePair("OR", "<", ">", value, low, high)
			}
			return resolvePair("AND", ">=", "<=", value, low, high)
		}
		first, err := within(low, high)
		if err != nil || !symmetric {
			return first, err
		}
		second, err := within(high, low)
		if err != nil {
			return nil, err
		}
		if negate {
			return Resolve("AND", []Expr{first, second}, nil)
		}
		return Resolve("OR", []Expr{first, second}, nil)
	}
}

func resolvePair(combine, lowOp, highOp string, value, low, high Expr) (Expr, error) {
	l, err := Resolve(lowOp, []Expr{value, low}, nil)
	if err != nil {
		return nil, err
	}
	h, err := Resolve(highOp, []Expr{value, high}, nil)
	if err != nil {
		return nil, err
	}
	return Resolve(combine, []Expr{l, h}, nil)
}
