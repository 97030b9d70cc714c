package expr

import (
	"math"
	"math/big"
	"strconv"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr/decimal"
	"github.com/penstock/penstock/runtime/embedded/expr/precise"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// mathFunctions are those of numbers; random ones are in random.go.
var mathFunctions = []function{
	{name: "ABS", forms: perNumber(givesArg(0), absInt, math.Abs, func(v decimal.Int, _ int) decimal.Int { return decimal.Abs(v) })},
	{name: "SIGN", forms: perNumber(givesArg(0), signInt, signFloat, signDecimal)},
	{name: "FLOOR", infer: inferFloorCeil, build: buildFloorCeil(true)},
	{name: "CEIL", aliases: []string{"CEILING"}, infer: inferFloorCeil, build: buildFloorCeil(false)},
	{name: "ROUND", infer: inferRound, build: buildRound(roundDecimal, roundText)},
	{name: "TRUNCATE", infer: inferRound, build: buildRound(truncateDecimal, truncateText)},
	{name: "POWER", forms: doubles2(precise.Pow)},
	{name: "SQRT", forms: doubles(math.Sqrt)},
	{name: "LN", forms: doubles(precise.Log)},
	{name: "LOG10", forms: doubles(precise.Log10)},
	{name: "LOG2", forms: doubles(func(x float64) float64 { return precise.Log(x) / precise.Log(2) })},
	{name: "LOG", forms: append(doubles(precise.Log), doubles2(func(base, x float64) float64 { return precise.Log(x) / precise.Log(base) })...)},
	{name: "EXP", forms: doubles(precise.Exp)},
	{name: "SIN", forms: doubles(precise.Sin)},
	{name: "SINH", forms: doubles(precise.Sinh)},
	{name: "COS", forms: doubles(precise.Cos)},
	{name: "COSH", forms: doubles(precise.Cosh)},
	{name: "TAN", forms: doubles(precise.Tan)},
	{name: "TANH", forms: doubles(precise.Tanh)},
	{name: "COT", forms: doubles(func(x float64) float64 { return 1 / precise.Tan(x) })},
	{name: "ASIN", forms: doubles(precise.Asin)},
	{name: "ACOS", forms: doubles(precise.Acos)},
	{name: "ATAN", forms: doubles(precise.Atan)},
	{name: "ATAN2", forms: doubles2(precise.Atan2)},
	{name: "DEGREES", forms: doubles(func(x float64) float64 { return x * (180 / math.Pi) })},
	{name: "RADIANS", forms: doubles(func(x float64) float64 { return x * (math.Pi / 180) })},
	{name: "PI", forms: constantForm(math.Pi)},
	{name: "E", forms: constantForm(math.E)},
	{name: "BIN", forms: []form{{params: []param{integer}, result: givesText,
		kernel: just1(func(v int64) string { return strconv.FormatUint(uint64(v), 2) })}}},
}

func constantForm(value float64) []form {
	return []form{{result: always(types.Of(types.Double)), kernel: per0(func(*Call) func(*exec, int) (float64, bool) {
		return func(*exec, int) (float64, bool) { return value, true }
	})}}
}

func doubles(f func(float64) float64) []form {
	return []form{{params: []param{double}, result: givesDouble, kernel: just1(f)}}
}

func doubles2(f func(a, b float64) float64) []form {
	return []form{{params: []param{double, double}, result: givesDouble, kernel: just2(f)}}
}

// perNumber is a function that keeps the type of its argument.
func perNumber(result resultType, ofInt func(int64) int64, ofFloat func(float64) float64,
	ofDecimal func(v decimal.Int, scale int) decimal.Int) []form {
	return []form{
		{params: []param{integer}, result: result, kernel: wrapped(just1(ofInt))},
		{params: []param{approximate}, result: result, kernel: just1(ofFloat)},
		{params: []param{decimalArg}, result: result, kernel: per1(func(c *Call) func(*exec, decimal.Int) (decimal.Int, bool) {
			scale := c.Args[0].Type().Scale
			return func(_ *exec, v decimal.Int) (decimal.Int, bool) { return ofDecimal(v, scale), true }
		})},
	}
}

// wrapped cuts integer results to the width of their type.
func wrapped(maker kernelMaker) kernelMaker {
	return func(call *Call) kernel {
		k := maker(call)
		return func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
			k(x, args, out, sel)
			wrap(call.Typ.Kind, out.I64[:x.n], sel)
		}
	}
}

func absInt(v int64) int64 {
	if v < 0 {
		return -v
	}
	return v
}

func signInt(v int64) int64 {
	switch {
	case v > 0:
		return 1
	case v < 0:
		return -1
	}
	return 0
}

func signFloat(v float64) float64 {
	switch {
	case v > 0:
		return 1
	case v < 0:
		return -1
	}
	return v
}

// signDecimal keeps the scale: the sign of 2.50 is 1.00.
func signDecimal(v decimal.Int, scale int) decimal.Int {
	one, ok := decimal.Rescale(decimal.Of(int64(v.Sign())), 0, scale, decimal.MaxPrecision)
	if !ok {
		return decimal.Int{}
	}
	return one
}

// inferFloorCeil is for numbers; with a unit it is for dates and times.
func inferFloorCeil(r *request) ([]Expr, types.Type, error) {
	if err := r.count(1, 1); err != nil {
		return nil, types.Type{}, err
	}
	t := r.args[0].Type()
	if unit, ok := r.opts.(Unit); ok {
		if !t.Kind.IsDatetime() || !floorUnits[unit] {
			return nil, t, r.mismatch("")
		}
		return r.args, t, nil
	}
	switch {
	case t.Kind == types.Null:
		return []Expr{Null(types.Of(types.Double))}, types.Of(types.Double), nil
	case !t.Kind.IsNumeric():
		return nil, t, &ArgumentTypeError{Name: r.name, Args: r.types(),
			Supported: []string{r.name + "(<NUMERIC>)", r.name + "(<DATETIME> TO <TIME_UNIT>)"}}
	case t.Kind == types.Decimal:
		return r.args, types.DecimalOf(t.Precision, 0).WithNullable(t.Nullable), nil
	}
	return r.args, t, nil
}

func buildFloorCeil(floor bool) func(*compiler, *Call) (node, error) {
	return func(c *compiler, call *Call) (node, error) {
		t := call.Args[0].Type()
		var k kernel
		switch {
		case call.Options != nil:
			k = floorTimeKernel(call, floor)
		case t.Kind == types.Decimal && floor:
			k = just1(func(v decimal.Int) decimal.Int { return decimal.Floor(v, t.Scale) })(call)
		case t.Kind == types.Decimal:
			k = just1(func(v decimal.Int) decimal.Int { return decimal.Ceil(v, t.Scale) })(call)
		case t.Kind.IsInteger():
			k = just1(func(v int64) int64 { return v })(call)
		case floor:
			k = just1(math.Floor)(call)
		default:
			k = just1(math.Ceil)(call)
		}
		return c.strict(call, k)
	}
}

// inferRound gives decimals the scale that they are rounded to where it is a literal.
func inferRound(r *request) ([]Expr, types.Type, error) {
	if err := r.count(1, 2); err != nil {
		return nil, types.Type{}, err
	}
	args := append([]Expr{}, r.args...)
	if len(args) == 1 {
		args = append(args, &Literal{Value: int64(0), Typ: types.Of(types.Int).NotNull()})
	}
	t, digits := args[0].Type(), args[1].Type()
	if !t.Kind.IsNumeric() || !digits.Kind.IsInteger() || digits.Kind == types.BigInt {
		return nil, t, &ArgumentTypeError{Name: r.name, Args: r.types(),
			Supported: []string{r.name + "(<NUMERIC>)", r.name + "(<NUMERIC>, <INTEGER>)"}}
	}
	args[0], args[1] = widen(args[0], t), widen(args[1], types.Of(types.Int))
	result := t
	if l, ok := args[1].(*Literal); ok && l.Value != nil && t.Kind == types.Decimal {
		result = roundedType(t, int(l.Value.(int64)))
	}
	return args, result.WithNullable(t.Nullable || digits.Nullable), nil
}

func roundedType(t types.Type, digits int) types.Type {
	whole := t.Precision - t.Scale
	switch {
	case digits >= t.Scale:
		return t
	case digits < 0:
		return types.DecimalOf(min(maxDecimalPrecision, 1+whole), 0)
	}
	return types.DecimalOf(min(maxDecimalPrecision, 1+whole+digits), digits)
}

// decimalRounding rounds at a number of fractional digits and keeps the scale.
type decimalRounding func(v decimal.Int, scale, digits int) (decimal.Int, bool)

func roundDecimal(v decimal.Int, scale, digits int) (decimal.Int, bool) {
	return decimal.Round(v, scale, digits)
}

func truncateDecimal(v decimal.Int, scale, digits int) (decimal.Int, bool) {
	switch {
	case digits >= scale:
		return v, true
	case scale-digits > decimal.MaxPrecision:
		return decimal.Int{}, true
	}
	return decimal.Rescale(decimal.Truncate(v, scale-digits, 0), 0, scale-digits, decimal.MaxPrecision)
}

// buildRound rounds doubles by their shortest decimal text, as Java's BigDecimal.valueOf does: ROUND(1.005, 2) is 1.01.
func buildRound(ofDecimal decimalRounding, ofText func(f float64, digits int) float64) func(*compiler, *Call) (node, error) {
	return func(c *compiler, call *Call) (node, error) {
		t := call.Args[0].Type()
		var k kernel
		switch {
		case t.Kind == types.Decimal:
			k = try2(func(_ *exec, v decimal.Int, digits int64) (decimal.Int, bool) {
				rounded, ok := ofDecimal(v, t.Scale, clampDigits(digits))
				if !ok {
					return rounded, false
				}
				return decimal.Rescale(rounded, t.Scale, call.Typ.Scale, call.Typ.Precision)
			})(call)
		case t.Kind.IsInteger():
			k = wrapped(try2(func(_ *exec, v, digits int64) (int64, bool) {
				rounded, ok := ofDecimal(decimal.Of(v), 0, clampDigits(digits))
				return rounded.Int64(), ok
			}))(call)
		default:
			bits := 64
			if t.Kind == types.Float {
				bits = 32
			}
			k = just2(func(f float64, digits int64) float64 {
				if math.IsNaN(f) || math.IsInf(f, 0) {
					return f
				}
				if bits == 32 {
					f, _ = strconv.ParseFloat(strconv.FormatFloat(f, 'e', -1, 32), 64)
				}
				return ofText(f, clampDigits(digits))
			})(call)
		}
		return c.strict(call, k)
	}
}

// clampDigits keeps a number of digits within what changes anything.
func clampDigits(digits int64) int { return int(max(-400, min(digits, 400))) }

func roundText(f float64, digits int) float64 { return quantize(f, digits, true) }

func truncateText(f float64, digits int) float64 { return quantize(f, digits, false) }

// quantize brings the shortest decimal text of a double to a number of fractional digits, half away from zero or cut.
func quantize(f float64, digits int, round bool) float64 {
	exact, ok := new(big.Rat).SetString(strconv.FormatFloat(f, 'e', -1, 64))
	if !ok {
		return f
	}
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(absInt(int64(digits))), nil))
	if digits < 0 {
		scale.Inv(scale)
	}
	exact.Mul(exact, scale)
	n := new(big.Int).Abs(exact.Num())
	if round {
		n.Lsh(n, 1).Add(n, exact.Denom())
		n.Quo(n, new(big.Int).Lsh(exact.Denom(), 1))
	} else {
		n.Quo(n, exact.Denom())
	}
	if exact.Sign() < 0 {
		n.Neg(n)
	}
	result, _ := new(big.Rat).Quo(new(big.Rat).SetInt(n), scale).Float64()
	return result
}
