package expr

import (
	"errors"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// arithmeticOperators compute with numbers; those of dates and intervals are in intervals.go.
var arithmeticOperators = []function{
	{name: "+", infer: inferPlusMinus, build: buildArithmetic(plus)},
	{name: "-", infer: inferPlusMinus, build: buildArithmetic(minus)},
	{name: "*", infer: inferTimes, build: buildArithmetic(times)},
	{name: "/", infer: inferTimes, build: buildArithmetic(divide)},
	{name: "%", aliases: []string{"MOD"}, infer: inferModulo, build: buildArithmetic(modulo)},
}

// errDivisionByZero is Java's message for it.
var errDivisionByZero = errors.New("Division by zero") //nolint:staticcheck // the text that users of Flink look for

type arithmeticOp uint8

const (
	plus arithmeticOp = iota
	minus
	times
	divide
	modulo
)

func (r *request) noSuchOperator() ([]Expr, types.Type, error) {
	forms := []string{"<NUMERIC> " + r.name + " <NUMERIC>"}
	switch r.name {
	case "+", "-":
		forms = append(forms, "<DATETIME_INTERVAL> "+r.name+" <DATETIME_INTERVAL>", "<DATETIME> "+r.name+" <DATETIME_INTERVAL>")
	case "*":
		forms = append(forms, "<DATETIME_INTERVAL> "+r.name+" <NUMERIC>")
	}
	return nil, types.Type{}, &ArgumentTypeError{Name: r.name, Args: r.types(), Supported: forms}
}

func inferPlusMinus(r *request) ([]Expr, types.Type, error) {
	if err := r.count(1, 2); err != nil {
		return nil, types.Type{}, err
	}
	if len(r.args) == 1 {
		t := r.args[0].Type()
		if !t.Kind.IsNumeric() && !t.Kind.IsInterval() && t.Kind != types.Null {
			return r.noSuchOperator()
		}
		return r.args, t, nil
	}
	a, b := r.args[0].Type(), r.args[1].Type()
	if a.Kind.IsDatetime() || b.Kind.IsDatetime() || a.Kind.IsInterval() || b.Kind.IsInterval() {
		return inferIntervalSum(r)
	}
	return inferNumeric(r)
}

func inferTimes(r *request) ([]Expr, types.Type, error) {
	if err := r.count(2, 2); err != nil {
		return nil, types.Type{}, err
	}
	a, b := r.args[0].Type(), r.args[1].Type()
	if (a.Kind.IsInterval() || b.Kind.IsInterval()) && r.name == "*" {
		return inferIntervalProduct(r)
	}
	return inferNumeric(r)
}

// inferModulo is for exact numbers; the remainder of integers has the type of the divisor.
func inferModulo(r *request) ([]Expr, types.Type, error) {
	if err := r.count(2, 2); err != nil {
		return nil, types.Type{}, err
	}
	a, b := r.args[0].Type(), r.args[1].Type()
	if a.Kind.IsApproximate() || b.Kind.IsApproximate() {
		return nil, types.Type{}, &ArgumentTypeError{Name: r.name, Args: r.types(),
			Supported: []string{callForm(r.name, []string{"<EXACT_NUMERIC>", "<EXACT_NUMERIC>"})}}
	}
	args, t, err := inferNumeric(r)
	if err == nil && t.Kind.IsInteger() && b.Kind.IsInteger() {
		t = types.Of(b.Kind).WithNullable(t.Nullable)
	}
	return args, t, err
}

// inferNumeric gives the type of the wider operand, and Flink's precision and scale to decimals.
func inferNumeric(r *request) ([]Expr, types.Type, error) {
	a, b := r.args[0].Type(), r.args[1].Type()
	if a.Kind == types.Null {
		a = b.WithNullable(true)
	}
	if b.Kind == types.Null {
		b = a.WithNullable(true)
	}
	if !a.Kind.IsNumeric() || !b.Kind.IsNumeric() {
		return r.noSuchOperator()
	}
	result := commonNumeric(a, b)
	if result.Kind != types.Decimal {
		result = result.WithNullable(a.Nullable || b.Nullable)
		return []Expr{toResult(r.args[0], result), toResult(r.args[1], result)}, result, nil
	}
	nullable := a.Nullable || b.Nullable
	a, b = asDecimal(a), asDecimal(b)
	p, s := decimalResult(r.fn.name, a, b)
	return []Expr{widen(r.args[0], a), widen(r.args[1], b)}, types.DecimalOf(p, s).WithNullable(nullable), nil
}

// toResult converts an operand to the type of the result; FLOAT and DOUBLE are told apart since sums are rounded to FLOAT.
func toResult(e Expr, t types.Type) Expr {
	from := e.Type()
	if from.Kind == types.Double && t.Kind == types.Float {
		return cast(e, t.WithNullable(from.Nullable), false)
	}
	return widen(e, t)
}

// decimalResult is the precision and scale of a decimal operation.
func decimalResult(op string, a, b types.Type) (precision, scale int) {
	switch op {
	case "+", "-":
		scale = max(a.Scale, b.Scale)
		precision = max(a.Precision-a.Scale, b.Precision-b.Scale) + scale + 1
	case "*":
		scale = a.Scale + b.Scale
		precision = a.Precision + b.Precision + 1
	case "/":
		scale = max(6, a.Scale+b.Precision+1)
		precision = a.Precision - a.Scale + b.Scale + scale
	default:
		scale = max(a.Scale, b.Scale)
		precision = min(a.Precision-a.Scale, b.Precision-b.Scale) + scale
	}
	return fitPrecision(precision, scale)
}

// fitPrecision cuts a precision to 38 digits at the cost of the scale, of which at least 6 digits stay.
func fitPrecision(precision, scale int) (int, int) {
	if precision <= maxDecimalPrecision {
		return precision, scale
	}
	whole := precision - scale
	return maxDecimalPrecision, max(maxDecimalPrecision-whole, min(scale, 6))
}

func buildArithmetic(op arithmeticOp) func(*compiler, *Call) (node, error) {
	return func(c *compiler, call *Call) (node, error) {
		args, err := c.nodes(call.Args)
		if err != nil {
			return nil, err
		}
		if call.Typ.Kind == types.Null {
			return newConstant(&Literal{Typ: call.Typ}), nil
		}
		var k kernel
		switch {
		case len(args) == 1:
			k = negation(op, call.Typ)
		case call.Typ.Kind.IsDatetime() || call.Typ.Kind.IsInterval():
			k = intervalKernel(op, call)
		case call.Typ.Kind == types.Decimal:
			k = decimalKernel(op, call)
		case call.Typ.Kind.IsApproximate():
			k = floatKernel(op, call.Typ.Kind, args[1])
		default:
			k = integerKernel(op, call.Typ.Kind, args[1])
		}
		n := newStrict(args, call.Typ, k)
		n.total = op != divide && op != modulo && call.Typ.Kind != types.Decimal
		return n, nil
	}
}

// number is what the loops over native numbers work with.
type number interface{ int64 | float64 }

// calculate, and the loops below it, compute a + b, a - b or a * b row by row, the operator being chosen outside the loop.
func calculate[T number](op arithmeticOp, a, b, out []T, sel []int32) {
	if sel != nil {
		calculateSelected(op, a, b, out, sel)
		return
	}
	b, out = b[:len(a)], out[:len(a)]
	switch op {
	case plus:
		for i, v := range a {
			out[i] = v + b[i]
		}
	case minus:
		for i, v := range a {
			out[i] = v - b[i]
		}
	case times:
		for i, v := range a {
			out[i] = v * b[i]
		}
	}
}

func calculateSelected[T number](op arithmeticOp, a, b, out []T, sel []int32) {
	switch op {
	case plus:
		for _, i := range sel {
			out[i] = a[i] + b[i]
		}
	case minus:
		for _, i := range sel {
			out[i] = a[i] - b[i]
		}
	case times:
		for _, i := range sel {
			out[i] = a[i] * b[i]
		}
	}
}

// calculateConstant is calculate with a constant on the right.
func calculateConstant[T number](op arithmeticOp, a []T, k T, out []T, sel []int32) {
	if sel != nil {
		for _, i := range sel {
			switch op {
			case plus:
				out[i] = a[i] + k
			case minus:
				out[i] = a[i] - k
			case times:
				out[i] = a[i] * k
			}
		}
		return
	}
	out = out[:len(a)]
	switch op {
	case plus:
		for i, v := range a {
			out[i] = v + k
		}
	case minus:
		for i, v := range a {
			out[i] = v - k
		}
	case times:
		for i, v := range a {
			out[i] = v * k
		}
	}
}

// wrap cuts integers to the width of their type, as Java's narrower types overflow.
func wrap(kind types.Kind, values []int64, sel []int32) {
	switch kind {
	case types.TinyInt:
		each(sel, len(values), func(i int) { values[i] = int64(int8(values[i])) })
	case types.SmallInt:
		each(sel, len(values), func(i int) { values[i] = int64(int16(values[i])) })
	case types.Int:
		if sel != nil {
			for _, i := range sel {
				values[i] = int64(int32(values[i]))
			}
			return
		}
		for i, v := range values {
			values[i] = int64(int32(v))
		}
	}
}

func integerKernel(op arithmeticOp, kind types.Kind, right node) kernel {
	constant, isConstant := constantOf(right)
	k, _ := constant.(int64)
	return func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
		a, b := args[0].I64[:x.n], args[1].I64[:x.n]
		switch {
		case op == divide || op == modulo:
			divideIntegers(x, op, a, b, out.I64, sel)
		case isConstant:
			calculateConstant(op, a, k, out.I64, sel)
		default:
			calculate(op, a, b, out.I64, sel)
		}
		wrap(kind, out.I64[:x.n], sel)
	}
}

// divideIntegers relies on Go defining the quotient of the smallest integer and -1 as Java does.
func divideIntegers(x *exec, op arithmeticOp, a, b, out []int64, sel []int32) {
	each(sel, x.n, func(i int) {
		switch {
		case b[i] == 0:
			x.fail(errDivisionByZero)
		case op == divide:
			out[i] = a[i] / b[i]
		default:
			out[i] = a[i] % b[i]
		}
	})
}

func floatKernel(op arithmeticOp, kind types.Kind, right node) kernel {
	constant, isConstant := constantOf(right)
	k, _ := constant.(float64)
	return func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
		a, b := args[0].F64[:x.n], args[1].F64[:x.n]
		switch {
		case op == divide || op == modulo:
			divideFloats(op, a, b, out.F64, sel)
		case isConstant:
			calculateConstant(op, a, k, out.F64, sel)
		default:
			calculate(op, a, b, out.F64, sel)
		}
		if kind == types.Float {
			each(sel, x.n, func(i int) { out.F64[i] = float64(float32(out.F64[i])) })
		}
	}
}
