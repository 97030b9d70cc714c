package aggregate

import (
	"fmt"
	"math/big"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// avg is AVG: what SUM gives, which for integers wraps around, divided by the count.
type avg struct {
	sum Accumulator
	// divide stores the average of a slot.
	divide func(slot int32, out *batch.Vector, row int)
}

func newAvg(c Call) (Accumulator, error) {
	switch t := c.Args[0]; batch.PhysicalOf(t.Kind) {
	case batch.PhysicalInt64, batch.PhysicalNone:
		s, wrap := &sumInt{}, wrapOf(t.Kind)
		return &avg{s, func(slot int32, out *batch.Vector, row int) {
			if s.n[slot] == 0 {
				out.SetNull(row)
				return
			}
			out.I64[row] = (s.sum[slot] << wrap >> wrap) / s.n[slot]
		}}, nil
	case batch.PhysicalFloat64:
		narrow := t.Kind == types.Float
		s := &sumFloat{single: narrow}
		return &avg{s, func(slot int32, out *batch.Vector, row int) {
			if s.n[slot] == 0 {
				out.SetNull(row)
				return
			}
			if out.F64[row] = s.sum[slot] / float64(s.n[slot]); narrow {
				out.F64[row] = float64(float32(out.F64[row]))
			}
		}}, nil
	case batch.PhysicalInt128:
		s, shift := &sumDecimal{}, pow10(c.Result.Scale-t.Scale)
		return &avg{s, func(slot int32, out *batch.Vector, row int) {
			if s.n[slot] == 0 || s.null[slot] {
				out.SetNull(row)
				return
			}
			quotient := divideHalfUp(new(big.Int).Mul(s.sum[slot].Big(), shift), big.NewInt(s.n[slot]))
			if v, ok := batch.Int128FromBig(quotient); ok && fits38(v) {
				out.Dec[row] = v
			} else {
				out.SetNull(row)
			}
		}}, nil
	}
	return nil, fmt.Errorf("AVG of %s", c.Args[0])
}

func pow10(n int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(n, 0))), nil)
}

// divideHalfUp divides and rounds half away from zero.
func divideHalfUp(x, y *big.Int) *big.Int {
	quotient, remainder := new(big.Int).QuoRem(x, y, new(big.Int))
	if remainder.Abs(remainder).Lsh(remainder, 1).CmpAbs(y) >= 0 {
		quotient.Add(quotient, big.NewInt(int64(x.Sign()*y.Sign())))
	}
	return quotient
}

func (a *avg) Grow(n int)         { a.sum.Grow(n) }
func (a *avg) Reset(slot int32)   { a.sum.Reset(slot) }
func (a *avg) Add(in *Rows) error { return a.sum.Add(in) }

func (a *avg) AddEmitting(in *Rows, out *batch.Vector) error {
	switch s := a.sum.(type) {
	case *sumInt:
		for i, row := range in.Rows {
			a.divide(in.Slots[i], out, 2*i)
			s.fold(in, row, in.Slots[i])
			a.divide(in.Slots[i], out, 2*i+1)
		}
	case *sumFloat:
		for i, row := range in.Rows {
			a.divide(in.Slots[i], out, 2*i)
			s.fold(in, row, in.Slots[i])
			a.divide(in.Slots[i], out, 2*i+1)
		}
	case *sumDecimal:
		for i, row := range in.Rows {
			a.divide(in.Slots[i], out, 2*i)
			s.fold(in, row, in.Slots[i])
			a.divide(in.Slots[i], out, 2*i+1)
		}
	}
	return nil
}

func (a *avg) Merge(into int32, other Accumulator, from int32) error {
	return a.sum.Merge(into, other.(*avg).sum, from)
}

func (a *avg) Result(slot int32, out *batch.Vector, row int) error {
	a.divide(slot, out, row)
	return nil
}

func (a *avg) Append(dst []byte, slot int32) []byte { return a.sum.Append(dst, slot) }

func (a *avg) Restore(src []byte, slot int32) ([]byte, error) { return a.sum.Restore(src, slot) }
