package expr

import (
	"math"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr/decimal"
	"github.com/penstock/penstock/runtime/embedded/types"
)

func divideFloats(op arithmeticOp, a, b, out []float64, sel []int32) {
	if op == divide {
		each(sel, len(a), func(i int) { out[i] = a[i] / b[i] })
		return
	}
	each(sel, len(a), func(i int) { out[i] = math.Mod(a[i], b[i]) })
}

// decimalKernel computes decimals of any scales; what does not fit the result's precision is NULL.
func decimalKernel(op arithmeticOp, call *Call) kernel {
	aScale, bScale := call.Args[0].Type().Scale, call.Args[1].Type().Scale
	precision, scale := call.Typ.Precision, call.Typ.Scale
	calculate := map[arithmeticOp]func(decimal.Int, int, decimal.Int, int, int, int) (decimal.Int, bool){
		plus: decimal.Add, minus: decimal.Sub, times: decimal.Mul, divide: decimal.Div, modulo: decimal.Mod,
	}[op]
	var r results[decimal.Int]
	return func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
		a, b := args[0].Dec, args[1].Dec
		r.open(out, x.n)
		each(sel, x.n, func(i int) {
			if (op == divide || op == modulo) && b[i].Sign() == 0 {
				x.fail(errDivisionByZero)
				return
			}
			v, ok := calculate(a[i], aScale, b[i], bScale, precision, scale)
			r.put(i, v, ok)
		})
	}
}

// negation is the unary minus; the unary plus changes nothing.
func negation(op arithmeticOp, t types.Type) kernel {
	if op == plus {
		return func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
			blendData(out, args[0], sel, x.n)
		}
	}
	return func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
		switch batch.PhysicalOf(t.Kind) {
		case batch.PhysicalInt64:
			each(sel, x.n, func(i int) { out.I64[i] = -args[0].I64[i] })
			wrap(t.Kind, out.I64[:x.n], sel)
		case batch.PhysicalFloat64:
			each(sel, x.n, func(i int) { out.F64[i] = -args[0].F64[i] })
		case batch.PhysicalInt128:
			each(sel, x.n, func(i int) { out.Dec[i] = decimal.Neg(args[0].Dec[i]) })
		}
	}
}
