package expr

import (
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// logicFunctions are the operators of three-valued logic and the tests that are never NULL themselves.
var logicFunctions = []function{
	{name: "AND", infer: inferLogic, build: func(c *compiler, call *Call) (node, error) { return c.logic(call, false) }},
	{name: "OR", infer: inferLogic, build: func(c *compiler, call *Call) (node, error) { return c.logic(call, true) }},
	{name: "NOT", forms: []form{{params: []param{boolParam}, result: givesBool, kernel: just1(func(b bool) bool { return !b })}}},
	{name: "IS NULL", forms: testForms(anything), build: nullTest(true)},
	{name: "IS NOT NULL", forms: testForms(anything), build: nullTest(false)},
	{name: "IS UNKNOWN", forms: testForms(boolParam), build: nullTest(true)},
	{name: "IS NOT UNKNOWN", forms: testForms(boolParam), build: nullTest(false)},
	{name: "IS TRUE", forms: testForms(boolParam), build: truthTest(true, false)},
	{name: "IS NOT TRUE", forms: testForms(boolParam), build: truthTest(true, true)},
	{name: "IS FALSE", forms: testForms(boolParam), build: truthTest(false, false)},
	{name: "IS NOT FALSE", forms: testForms(boolParam), build: truthTest(false, true)},
}

func testForms(p param) []form {
	return []form{{params: []param{p}, result: always(types.Of(types.Boolean))}}
}

func inferLogic(r *request) ([]Expr, types.Type, error) {
	if err := r.count(1, -1); err != nil {
		return nil, types.Type{}, err
	}
	args := make([]Expr, len(r.args))
	nullable := false
	for i, a := range r.args {
		if k := a.Type().Kind; k != types.Boolean && k != types.Null {
			return nil, types.Type{}, &ArgumentTypeError{Name: r.name, Args: r.types(),
				Supported: []string{"<BOOLEAN> " + r.name + " <BOOLEAN>"}}
		}
		args[i] = widen(a, types.Of(types.Boolean))
		nullable = nullable || a.Type().Nullable
	}
	return args, boolean(nullable), nil
}

// logicNode is AND, or OR with decider TRUE: the value that decides the result whatever the other operands are. An operand
// is computed only for the rows that those before it left undecided.
type logicNode struct {
	args    []node
	decider bool
	out     *batch.Vector
	nulls   nullBuffer
	open    []int32
}

func (c *compiler) logic(call *Call, decider bool) (node, error) {
	args, err := c.nodes(operands(call, call.Name, nil))
	return &logicNode{args: args, decider: decider, out: batch.NewVector(call.Typ, 0)}, err
}

// operands lists those of a chain such as a AND b AND c, which the parser nests, from left to right.
func operands(call *Call, name string, out []Expr) []Expr {
	for _, a := range call.Args {
		if inner, ok := a.(*Call); ok && inner.Name == name {
			out = operands(inner, name, out)
			continue
		}
		out = append(out, a)
	}
	return out
}

func (n *logicNode) eval(x *exec, sel []int32) (*batch.Vector, error) {
	first, err := n.args[0].eval(x, sel)
	if err != nil {
		return nil, err
	}
	n.out.Resize(x.n)
	if first.Nulls != nil {
		n.out.Nulls = n.nulls.cleared(x.n)
	}
	blend(n.out, first, sel, x.n)
	n.open = n.undecided(n.open[:0], x.n, sel)
	for _, arg := range n.args[1:] {
		if len(n.open) == 0 {
			break
		}
		v, err := arg.eval(x, n.open)
		if err != nil {
			return nil, err
		}
		n.open = n.combine(v, x.n)
	}
	return n.out, nil
}

// undecided appends the rows whose value so far does not decide the result.
func (n *logicNode) undecided(open []int32, rows int, sel []int32) []int32 {
	if sel == nil {
		for i, b := range n.out.Bool[:rows] {
			if b != n.decider || n.out.IsNull(i) {
				open = append(open, int32(i))
			}
		}
		return open
	}
	for _, i := range sel {
		if n.out.Bool[i] != n.decider || n.out.IsNull(int(i)) {
			open = append(open, i)
		}
	}
	return open
}

// combine brings in the next operand and returns the rows that are still undecided.
func (n *logicNode) combine(v *batch.Vector, rows int) []int32 {
	open := n.open[:0]
	for _, i := range n.open {
		switch {
		case v.IsNull(int(i)):
			if n.out.Nulls == nil {
				n.out.Nulls = n.nulls.cleared(rows)
			}
			n.out.Nulls[i] = true
			open = append(open, i)
		case v.Bool[i] == n.decider:
			n.out.Bool[i] = n.decider
			if n.out.Nulls != nil {
				n.out.Nulls[i] = false
			}
		default:
			open = append(open, i)
		}
	}
	return open
}

// testNode is a test that gives TRUE or FALSE for NULL too.
type testNode struct {
	arg  node
	out  *batch.Vector
	test func(in, out *batch.Vector, sel []int32, n int)
}

func (n *testNode) eval(x *exec, sel []int32) (*batch.Vector, error) {
	v, err := n.arg.eval(x, sel)
	if err != nil {
		return nil, err
	}
	n.out.Resize(x.n)
	n.test(v, n.out, sel, x.n)
	return n.out, nil
}

func nullTest(want bool) func(*compiler, *Call) (node, error) {
	return func(c *compiler, call *Call) (node, error) {
		arg, err := c.node(call.Args[0])
		return &testNode{arg: arg, out: batch.NewVector(call.Typ, 0), test: func(in, out *batch.Vector, sel []int32, n int) {
			if in.Nulls == nil {
				each(sel, n, func(i int) { out.Bool[i] = !want })
				return
			}
			each(sel, n, func(i int) { out.Bool[i] = in.Nulls[i] == want })
		}}, err
	}
}

func truthTest(want, negate bool) func(*compiler, *Call) (node, error) {
	return func(c *compiler, call *Call) (node, error) {
		arg, err := c.node(call.Args[0])
		return &testNode{arg: arg, out: batch.NewVector(call.Typ, 0), test: func(in, out *batch.Vector, sel []int32, n int) {
			each(sel, n, func(i int) { out.Bool[i] = (in.Bool[i] == want && !in.IsNull(i)) != negate })
		}}, err
	}
}
