package aggregate

import (
	"encoding/binary"
	"math"
	"math/big"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// variance is STDDEV_* and VAR_*, from the sums of the values and of their squares, as Flink's planner expands them. For
// integers that is integer arithmetic, whose result is an integer.
type variance struct {
	kind         types.Kind
	sample, root bool
	// argScale and resultScale are those of DECIMALs.
	argScale, resultScale int
	n                     []int64
	sum, squares          []float64
	intSum, intSquares    []int64
}

func newVariance(c Call) *variance {
	return &variance{
		kind: c.Args[0].Kind, argScale: c.Args[0].Scale, resultScale: c.Result.Scale,
		root: strings.HasPrefix(c.Name, "STDDEV"), sample: !strings.HasSuffix(c.Name, "_POP"),
	}
}

func (a *variance) Grow(n int) {
	a.n, a.sum, a.squares = grown(a.n, n), grown(a.sum, n), grown(a.squares, n)
	a.intSum, a.intSquares = grown(a.intSum, n), grown(a.intSquares, n)
}

func (a *variance) Reset(slot int32) {
	a.n[slot], a.sum[slot], a.squares[slot], a.intSum[slot], a.intSquares[slot] = 0, 0, 0, 0, 0
}

func (a *variance) add(in *Rows, row, slot int32, retract bool) error {
	arg := in.Args[0]
	if arg.IsNull(int(row)) {
		return nil
	}
	sign := 1.0
	if retract {
		sign = -1
	}
	a.n[slot] += int64(sign)
	if a.kind.IsInteger() {
		v := arg.I64[row]
		a.intSum[slot] += int64(sign) * v
		a.intSquares[slot] += int64(sign) * v * v
		return nil
	}
	var v float64
	if a.kind == types.Decimal {
		v, _ = new(big.Rat).SetFrac(arg.Dec[row].Big(), pow10(a.argScale)).Float64()
	} else {
		v = arg.F64[row]
	}
	a.sum[slot] += sign * v
	a.squares[slot] += sign * v * v
	return nil
}

func (a *variance) Merge(into int32, other single, from int32) error {
	o := other.(*variance)
	a.n[into] += o.n[from]
	a.sum[into] += o.sum[from]
	a.squares[into] += o.squares[from]
	a.intSum[into] += o.intSum[from]
	a.intSquares[into] += o.intSquares[from]
	return nil
}

func (a *variance) Result(slot int32, out *batch.Vector, row int) error {
	n := a.n[slot]
	divisor := n
	if a.sample {
		divisor--
	}
	if divisor <= 0 {
		out.SetNull(row)
		return nil
	}
	if a.kind.IsInteger() {
		wrap := wrapOf(a.kind)
		v := (a.intSquares[slot] - a.intSum[slot]*a.intSum[slot]/n) / divisor
		if a.root {
			v = int64(math.Sqrt(float64(v)))
		}
		out.I64[row] = v << wrap >> wrap
		return nil
	}
	if a.kind == types.Decimal {
		a.decimal(slot, n, divisor, out, row)
		return nil
	}
	v := (a.squares[slot] - a.sum[slot]*a.sum[slot]/float64(n)) / float64(divisor)
	if a.root {
		v = math.Sqrt(v)
	}
	switch a.kind {
	case types.Float:
		out.F64[row] = float64(float32(v))
	default:
		out.F64[row] = v
	}
	return nil
}

// steps is the number of digits that Flink's quotients of DECIMALs of 38 digits have.
const steps = 6

// decimal computes in DECIMALs, with a rounding after each step.
func (a *variance) decimal(slot int32, n, divisor int64, out *batch.Vector, row int) {
	sum, squares := scaled(a.sum[slot], a.argScale), scaled(a.squares[slot], 2*a.argScale)
	if sum == nil || squares == nil {
		out.SetNull(row)
		return
	}
	mean := rounded(sum.Quo(sum.Mul(sum, sum), new(big.Rat).SetInt64(n)), steps)
	v := rounded(squares.Quo(squares.Sub(squares, mean), new(big.Rat).SetInt64(divisor)), steps)
	if a.root {
		f, _ := v.Float64()
		if v = new(big.Rat).SetFloat64(math.Sqrt(f)); v == nil {
			out.SetNull(row)
			return
		}
	}
	v.Mul(v, new(big.Rat).SetInt(pow10(a.resultScale)))
	d, ok := batch.Int128FromBig(divideHalfUp(v.Num(), v.Denom()))
	if !ok || !fits38(d) {
		out.SetNull(row)
		return
	}
	out.Dec[row] = d
}

// scaled is a sum of DECIMALs as the number with so many digits that it stands for; nil where it is none.
func scaled(sum float64, digits int) *big.Rat {
	r := new(big.Rat).SetFloat64(sum)
	if r == nil {
		return nil
	}
	return rounded(r, digits)
}

// rounded rounds half up to a number of digits.
func rounded(r *big.Rat, digits int) *big.Rat {
	unit := pow10(digits)
	r.Mul(r, new(big.Rat).SetInt(unit))
	return r.SetFrac(divideHalfUp(r.Num(), r.Denom()), unit)
}

func (a *variance) Append(dst []byte, slot int32) []byte {
	dst = binary.AppendVarint(dst, a.n[slot])
	dst = binary.AppendVarint(binary.AppendVarint(dst, a.intSum[slot]), a.intSquares[slot])
	dst = binary.LittleEndian.AppendUint64(dst, math.Float64bits(a.sum[slot]))
	return binary.LittleEndian.AppendUint64(dst, math.Float64bits(a.squares[slot]))
}

func (a *variance) Restore(src []byte, slot int32) (rest []byte, err error) {
	for _, to := range []*int64{&a.n[slot], &a.intSum[slot], &a.intSquares[slot]} {
		if *to, src, err = cutVarint(src); err != nil {
			return nil, err
		}
	}
	if len(src) < 16 {
		return nil, errState
	}
	a.sum[slot] = math.Float64frombits(binary.LittleEndian.Uint64(src))
	a.squares[slot] = math.Float64frombits(binary.LittleEndian.Uint64(src[8:]))
	return src[16:], nil
}
