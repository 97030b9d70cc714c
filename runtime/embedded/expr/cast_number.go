package expr

import (
	"math"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr/decimal"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// castNumber converts between numbers, and from BOOLEAN. Integers are cut to the narrower width, fractions
// are cut off and doubles beyond the range give its end, as Java does; decimals that do not fit are NULL.
func castNumber(from, to types.Type) castFunc {
	switch {
	case to.Kind == types.Decimal:
		return castToDecimal(from, to)
	case to.Kind.IsApproximate():
		return castToFloat(from, to)
	}
	return castToInteger(from, to)
}

func castToInteger(from, to types.Type) castFunc {
	switch batch.PhysicalOf(from.Kind) {
	case batch.PhysicalBool:
		return func(c *caster, in, out *batch.Vector, sel []int32) {
			each(sel, c.x.n, func(i int) { out.I64[i] = bit(in.Bool[i]) })
		}
	case batch.PhysicalFloat64:
		return func(c *caster, in, out *batch.Vector, sel []int32) {
			each(sel, c.x.n, func(i int) { out.I64[i] = saturate(in.F64[i], to.Kind) })
			wrap(to.Kind, out.I64[:c.x.n], sel)
		}
	case batch.PhysicalInt128:
		return func(c *caster, in, out *batch.Vector, sel []int32) {
			each(sel, c.x.n, func(i int) { out.I64[i] = decimal.Int64(in.Dec[i], from.Scale) })
			wrap(to.Kind, out.I64[:c.x.n], sel)
		}
	}
	return func(c *caster, in, out *batch.Vector, sel []int32) {
		copyRows(out.I64, in.I64, sel, c.x.n)
		wrap(to.Kind, out.I64[:c.x.n], sel)
	}
}

func bit(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// saturate is Java's (int) or (long) of a double; narrower types are cut from the int.
func saturate(f float64, kind types.Kind) int64 {
	low, high := int64(math.MinInt32), int64(math.MaxInt32)
	if kind == types.BigInt {
		low, high = math.MinInt64, math.MaxInt64
	}
	switch {
	case f != f:
		return 0
	case f <= float64(low):
		return low
	case f >= float64(high):
		return high
	}
	return int64(f)
}

func castToFloat(from, to types.Type) castFunc {
	var convert castFunc
	switch batch.PhysicalOf(from.Kind) {
	case batch.PhysicalBool:
		convert = func(c *caster, in, out *batch.Vector, sel []int32) {
			each(sel, c.x.n, func(i int) { out.F64[i] = float64(bit(in.Bool[i])) })
		}
	case batch.PhysicalFloat64:
		convert = func(c *caster, in, out *batch.Vector, sel []int32) { copyRows(out.F64, in.F64, sel, c.x.n) }
	case batch.PhysicalInt128:
		convert = func(c *caster, in, out *batch.Vector, sel []int32) {
			each(sel, c.x.n, func(i int) { out.F64[i] = decimal.Float64(in.Dec[i], from.Scale) })
		}
	default:
		convert = func(c *caster, in, out *batch.Vector, sel []int32) {
			if sel == nil {
				for i, v := range in.I64[:c.x.n] {
					out.F64[i] = float64(v)
				}
				return
			}
			for _, i := range sel {
				out.F64[i] = float64(in.I64[i])
			}
		}
	}
	if to.Kind == types.Double {
		return convert
	}
	return func(c *caster, in, out *batch.Vector, sel []int32) {
		convert(c, in, out, sel)
		each(sel, c.x.n, func(i int) { out.F64[i] = float64(float32(out.F64[i])) })
	}
}

func castToDecimal(from, to types.Type) castFunc {
	var convert func(in *batch.Vector, i int) (decimal.Int, bool)
	switch batch.PhysicalOf(from.Kind) {
	case batch.PhysicalBool:
		convert = func(in *batch.Vector, i int) (decimal.Int, bool) {
			return decimal.Rescale(decimal.Of(bit(in.Bool[i])), 0, to.Scale, to.Precision)
		}
	case batch.PhysicalFloat64:
		convert = func(in *batch.Vector, i int) (decimal.Int, bool) {
			return decimal.FromFloat64(in.F64[i], to.Precision, to.Scale)
		}
	case batch.PhysicalInt128:
		convert = func(in *batch.Vector, i int) (decimal.Int, bool) {
			return decimal.Rescale(in.Dec[i], from.Scale, to.Scale, to.Precision)
		}
	default:
		convert = func(in *batch.Vector, i int) (decimal.Int, bool) {
			return decimal.Rescale(decimal.Of(in.I64[i]), 0, to.Scale, to.Precision)
		}
	}
	return func(c *caster, in, out *batch.Vector, sel []int32) {
		each(sel, c.x.n, func(i int) {
			v, ok := convert(in, i)
			if !ok {
				out.SetNull(i)
				return
			}
			out.Dec[i] = v
		})
	}
}

// castToBoolean is FALSE for zero.
func castToBoolean(from types.Type) castFunc {
	return func(c *caster, in, out *batch.Vector, sel []int32) {
		switch batch.PhysicalOf(from.Kind) {
		case batch.PhysicalFloat64:
			each(sel, c.x.n, func(i int) { out.Bool[i] = in.F64[i] != 0 })
		case batch.PhysicalInt128:
			each(sel, c.x.n, func(i int) { out.Bool[i] = in.Dec[i].Sign() != 0 })
		default:
			each(sel, c.x.n, func(i int) { out.Bool[i] = in.I64[i] != 0 })
		}
	}
}

// castToInterval takes integers as months or milliseconds.
func castToInterval(from, to types.Type) castFunc {
	if from.Kind == types.Decimal {
		return castToInteger(from, types.Of(types.BigInt))
	}
	if !from.Kind.IsInteger() && from.Kind != to.Kind {
		return nil
	}
	return func(c *caster, in, out *batch.Vector, sel []int32) { copyRows(out.I64, in.I64, sel, c.x.n) }
}
