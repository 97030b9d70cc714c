package expr

import (
	"slices"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// conditionalFunctions choose among their arguments and compute only what is chosen.
var conditionalFunctions = []function{
	{name: "CASE", infer: inferCase, build: buildCase},
	{name: "IF", expand: expandIf},
	{name: "COALESCE", infer: inferCoalesce, build: buildCoalesce},
	{name: "IFNULL", infer: inferCoalesce, build: buildCoalesce},
	{name: "NULLIF", infer: inferNullIf, build: buildNullIf},
	{name: "GREATEST", infer: inferExtreme, build: buildExtreme(greater)},
	{name: "LEAST", infer: inferExtreme, build: buildExtreme(less)},
	{name: "IN", expand: expandRowIn, infer: inferIn, build: buildIn(false)},
	{name: "NOT IN", expand: expandRowIn, infer: inferIn, build: buildIn(true)},
}

func (r *request) common(args []Expr) ([]Expr, types.Type, error) {
	ts := make([]types.Type, len(args))
	for i, a := range args {
		ts[i] = a.Type()
	}
	t, ok := CommonTypeOf(ts...)
	if !ok {
		return nil, t, r.mismatch("Illegal mixing of types: they have no type in common.")
	}
	out := make([]Expr, len(args))
	for i, a := range args {
		out[i] = widen(a, t)
	}
	return out, t, nil
}

// merged is common for the functions whose types Flink infers by rules of its own: of TIMESTAMP and TIMESTAMP_LTZ in any order the
// type is TIMESTAMP_LTZ, and of a TIMESTAMP and a DATE or a TIME it is the latter.
func (r *request) merged(args []Expr) ([]Expr, types.Type, error) {
	for _, part := range []types.Kind{types.Date, types.Time} {
		if !slices.ContainsFunc(args, func(a Expr) bool { return a.Type().Kind == part }) {
			continue
		}
		narrowed := slices.Clone(args)
		for i, a := range args {
			if t := a.Type(); t.Kind == types.Timestamp {
				narrowed[i] = cast(a, types.Of(part).WithNullable(t.Nullable), false)
			}
		}
		args = narrowed
	}
	return r.mergedInstants(args)
}

// mergedInstants is merged without its rule for dates and times.
func (r *request) mergedInstants(args []Expr) ([]Expr, types.Type, error) {
	if !slices.ContainsFunc(args, func(a Expr) bool { return a.Type().Kind == types.TimestampLTZ }) {
		return r.common(args)
	}
	instants := slices.Clone(args)
	for i, a := range args {
		if t := a.Type(); t.Kind == types.Timestamp {
			t.Kind = types.TimestampLTZ
			instants[i] = cast(a, t, false)
		}
	}
	return r.common(instants)
}

func inferCase(r *request) ([]Expr, types.Type, error) {
	if err := r.count(2, -1); err != nil {
		return nil, types.Type{}, err
	}
	args := r.args
	if len(args)%2 == 0 {
		args = append(args[:len(args):len(args)], Null(types.Type{}))
	}
	var results []Expr
	for i := 1; i < len(args); i += 2 {
		results = append(results, args[i])
	}
	results = append(results, args[len(args)-1])
	results, t, err := r.common(results)
	if err == nil && t.Kind == types.Null {
		err = r.mismatch("ELSE clause or at least one THEN clause must be non-NULL.")
	}
	if err != nil {
		return nil, t, err
	}
	out := make([]Expr, 0, len(args))
	for i := 0; i+1 < len(args); i += 2 {
		if k := args[i].Type().Kind; k != types.Boolean && k != types.Null {
			return nil, t, r.mismatch("A condition of CASE must be BOOLEAN.")
		}
		out = append(out, widen(args[i], types.Of(types.Boolean)), results[i/2])
	}
	return append(out, results[len(results)-1]), t, nil
}

func expandIf(r *request) (Expr, error) {
	if err := r.count(3, 3); err != nil {
		return nil, err
	}
	e, err := Resolve("CASE", r.args, nil)
	if err != nil {
		return nil, &ArgumentTypeError{Name: r.name, Args: r.types(), Supported: []string{"IF(<BOOLEAN>, <COMMON>, <COMMON>)"}}
	}
	c := e.(*Call)
	if first := r.args[1].Type(); first.Kind.IsTimestamp() {
		if c.Args[1], c.Args[2], c.Typ = widen(r.args[1], first), widen(r.args[2], first), first; r.args[2].Type().Kind != first.Kind {
			c.Args[2] = cast(r.args[2], first.WithNullable(r.args[2].Type().Nullable), false)
		}
	}
	if c.Typ.Kind.IsCollection() || c.Typ.Kind == types.Row {
		return nil, &ArgumentTypeError{Name: r.name, Args: r.types(), Supported: []string{"IF(<BOOLEAN>, <COMMON>, <COMMON>)"}}
	}
	c.Typ.Nullable = anyNullable(r.types())
	return c, nil
}

// caseNode computes each result for the rows whose condition is the first that is TRUE.
type caseNode struct {
	conditions []node
	results    []node // one more than conditions: the ELSE
	out        *batch.Vector
	nulls      nullBuffer
	matched    []int32
	rest       []int32
	all        []int32
}

func buildCase(c *compiler, call *Call) (node, error) {
	args, err := c.nodes(call.Args)
	if err != nil {
		return nil, err
	}
	n := &caseNode{out: batch.NewVector(call.Typ, 0)}
	for i := 0; i+1 < len(args); i += 2 {
		n.conditions = append(n.conditions, args[i])
		n.results = append(n.results, args[i+1])
	}
	n.results = append(n.results, args[len(args)-1])
	return n, nil
}

func (n *caseNode) eval(x *exec, sel []int32) (*batch.Vector, error) {
	n.out.Resize(x.n)
	n.out.Nulls = n.nulls.cleared(x.n)
	n.rest = append(n.rest[:0], n.rows(x, sel)...)
	for i, condition := range n.conditions {
		if len(n.rest) == 0 {
			return n.out, nil
		}
		v, err := condition.eval(x, n.rest)
		if err != nil {
			return nil, err
		}
		n.matched = n.matched[:0]
		rest := n.rest[:0]
		for _, row := range n.rest {
			if v.Bool[row] && !v.IsNull(int(row)) {
				n.matched = append(n.matched, row)
			} else {
				rest = append(rest, row)
			}
		}
		n.rest = rest
		if err := n.take(x, n.results[i], n.matched); err != nil {
			return nil, err
		}
	}
	return n.out, n.take(x, n.results[len(n.results)-1], n.rest)
}

func (n *caseNode) take(x *exec, result node, rows []int32) error {
	if len(rows) == 0 {
		return nil
	}
	v, err := result.eval(x, rows)
	if err != nil {
		return err
	}
	blend(n.out, v, rows, x.n)
	return nil
}

// rows is sel, or all rows where it is nil.
func (n *caseNode) rows(x *exec, sel []int32) []int32 {
	if sel != nil {
		return sel
	}
	for i := len(n.all); i < x.n; i++ {
		n.all = append(n.all, int32(i))
	}
	return n.all[:x.n]
}

func inferCoalesce(r *request) ([]Expr, types.Type, error) {
	high := -1
	low := 1
	if r.name == "IFNULL" {
		low, high = 2, 2
	}
	if err := r.count(low, high); err != nil {
		return nil, types.Type{}, err
	}
	args, t, err := r.merged(r.args)
	if err != nil {
		return nil, t, err
	}
	nullable := true
	for _, a := range r.args {
		nullable = nullable && a.Type().Nullable
		if a.Type().Kind == types.Double {
			t.Kind = types.Double // unlike in CASE the wider approximate type wins here, not the first
		}
	}
	return args, t.WithNullable(nullable), nil
}

// coalesceNode computes each argument for the rows for which all before it are NULL.
type coalesceNode struct {
	args  []node
	out   *batch.Vector
	nulls nullBuffer
	rest  []int32
}

func buildCoalesce(c *compiler, call *Call) (node, error) {
	args, err := c.nodes(call.Args)
	return &coalesceNode{args: args, out: batch.NewVector(call.Typ, 0)}, err
}

func (n *coalesceNode) eval(x *exec, sel []int32) (*batch.Vector, error) {
	first, err := n.args[0].eval(x, sel)
	if err != nil {
		return nil, err
	}
	n.out.Resize(x.n)
	if first.Nulls != nil {
		n.out.Nulls = n.nulls.cleared(x.n)
	}
	blend(n.out, first, sel, x.n)
	if first.Nulls == nil {
		return n.out, nil
	}
	n.rest = n.rest[:0]
	each(sel, x.n, func(i int) {
		if first.Nulls[i] {
			n.rest = append(n.rest, int32(i))
		}
	})
	for _, arg := range n.args[1:] {
		if len(n.rest) == 0 {
			break
		}
		v, err := arg.eval(x, n.rest)
		if err != nil {
			return nil, err
		}
		blend(n.out, v, n.rest, x.n)
		rest := n.rest[:0]
		for _, i := range n.rest {
			if v.IsNull(int(i)) {
				rest = append(rest, i)
			}
		}
		n.rest = rest
	}
	return n.out, nil
}

// inferNullIf keeps the first argument as it is behind those that are compared.
func inferNullIf(r *request) ([]Expr, types.Type, error) {
	if err := r.count(2, 2); err != nil {
		return nil, types.Type{}, err
	}
	pair, err := r.comparable(r.args)
	if err != nil {
		return nil, types.Type{}, err
	}
	t := r.args[0].Type()
	if t.Kind.IsCollection() || t.Kind == types.Row {
		return nil, types.Type{}, r.mismatch("Illegal mixing of types in CASE or COALESCE statement.")
	}
	if Equal(pair[0], r.args[0]) {
		return pair, t.WithNullable(true), nil
	}
	return append(pair, r.args[0]), t.WithNullable(true), nil
}

func buildNullIf(c *compiler, call *Call) (node, error) {
	condition := &Call{Name: "=", Args: call.Args[:2], Typ: boolean(true)}
	value := call.Args[0]
	if len(call.Args) == 3 {
		value = call.Args[2]
	}
	return buildCase(c, &Call{Name: "CASE", Args: []Expr{condition, Null(call.Typ), value}, Typ: call.Typ})
}

func inferExtreme(r *request) ([]Expr, types.Type, error) {
	if err := r.count(1, -1); err != nil {
		return nil, types.Type{}, err
	}
	args, t, err := r.mergedInstants(r.args)
	if err == nil && (t.Kind.IsCollection() || t.Kind == types.Row) {
		err = r.mismatch("")
	}
	return args, t.WithNullable(anyNullable(r.types())), err
}

// buildExtreme keeps of its arguments the one that stands in relation op to all others.
func buildExtreme(op comparisonOp) func(*compiler, *Call) (node, error) {
	return func(c *compiler, call *Call) (node, error) {
		better := []int32{}
		verdict := batch.NewVector(boolean(false), 0)
		kernels := make([]kernel, len(call.Args))
		for i, a := range call.Args {
			kernels[i] = comparisonKernel(op, a.Type(), nil)
		}
		return c.strict(call, func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
			verdict.Resize(x.n)
			blendData(out, args[0], sel, x.n)
			for i, a := range args[1:] {
				kernels[i+1](x, []*batch.Vector{a, out}, verdict, sel)
				better = appendTrue(better[:0], verdict, x.n, sel)
				blendData(out, a, better, x.n)
			}
		})
	}
}

// blendData copies rows that are known not to be NULL.
func blendData(dst, src *batch.Vector, sel []int32, n int) {
	nulls := dst.Nulls
	plain := *src
	plain.Nulls = nil
	dst.Nulls = nil
	blend(dst, &plain, sel, n)
	dst.Nulls = nulls
}
