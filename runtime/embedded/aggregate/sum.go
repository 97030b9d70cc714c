package aggregate

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

func newSum(c Call) (Accumulator, error) {
	zero := c.Name == "SUM0"
	switch t := c.Args[0]; batch.PhysicalOf(t.Kind) {
	case batch.PhysicalInt64:
		return &sumInt{wrap: wrapOf(t.Kind), zero: zero}, nil
	case batch.PhysicalFloat64:
		return &sumFloat{single: t.Kind == types.Float, zero: zero}, nil
	case batch.PhysicalInt128:
		return &sumDecimal{zero: zero}, nil
	case batch.PhysicalNone:
		return &sumInt{}, nil
	}
	return nil, fmt.Errorf("SUM of %s", c.Args[0])
}

// wrapOf is by how many bits to shift left and right again to wrap an int64 around to a kind's width.
func wrapOf(k types.Kind) uint {
	switch k {
	case types.TinyInt:
		return 56
	case types.SmallInt:
		return 48
	case types.Int:
		return 32
	}
	return 0
}

// sumInt is SUM of integers. The sum is NULL where n, the number of values, is 0.
type sumInt struct {
	wrap uint
	zero bool
	sum  []int64
	n    []int64
}

func (a *sumInt) Grow(n int)       { a.sum, a.n = grown(a.sum, n), grown(a.n, n) }
func (a *sumInt) Reset(slot int32) { a.sum[slot], a.n[slot] = 0, 0 }

func (a *sumInt) fold(in *Rows, row, slot int32) {
	arg := in.Args[0]
	if arg.IsNull(int(row)) || !in.passes(row) {
		return
	}
	if in.retracts(row) {
		a.sum[slot] -= arg.I64[row]
		a.n[slot]--
	} else {
		a.sum[slot] += arg.I64[row]
		a.n[slot]++
	}
}

func (a *sumInt) Add(in *Rows) error {
	if in.Filter == nil && in.Kinds == nil && in.Args[0].Nulls == nil {
		values := in.Args[0].I64
		for i, row := range in.Rows {
			slot := in.Slots[i]
			a.sum[slot] += values[row]
			a.n[slot]++
		}
		return nil
	}
	for i, row := range in.Rows {
		a.fold(in, row, in.Slots[i])
	}
	return nil
}

func (a *sumInt) AddEmitting(in *Rows, out *batch.Vector) error {
	for i, row := range in.Rows {
		slot := in.Slots[i]
		a.result(slot, out, 2*i)
		a.fold(in, row, slot)
		a.result(slot, out, 2*i+1)
	}
	return nil
}

func (a *sumInt) Merge(into int32, other Accumulator, from int32) error {
	o := other.(*sumInt)
	a.sum[into] += o.sum[from]
	a.n[into] += o.n[from]
	return nil
}

func (a *sumInt) result(slot int32, out *batch.Vector, row int) {
	if a.n[slot] == 0 && !a.zero {
		out.SetNull(row)
		return
	}
	out.I64[row] = a.sum[slot] << a.wrap >> a.wrap
}

func (a *sumInt) Result(slot int32, out *batch.Vector, row int) error {
	a.result(slot, out, row)
	return nil
}

func (a *sumInt) Append(dst []byte, slot int32) []byte {
	return binary.AppendVarint(binary.AppendVarint(dst, a.sum[slot]), a.n[slot])
}

func (a *sumInt) Restore(src []byte, slot int32) (rest []byte, err error) {
	if a.sum[slot], src, err = cutVarint(src); err != nil {
		return nil, err
	}
	a.n[slot], rest, err = cutVarint(src)
	return rest, err
}

// sumFloat is SUM of FLOAT (each step rounded to single precision) and DOUBLE.
type sumFloat struct {
	single bool
	zero   bool
	sum    []float64
	n      []int64
}

func (a *sumFloat) Grow(n int)       { a.sum, a.n = grown(a.sum, n), grown(a.n, n) }
func (a *sumFloat) Reset(slot int32) { a.sum[slot], a.n[slot] = 0, 0 }

func (a *sumFloat) fold(in *Rows, row, slot int32) {
	arg := in.Args[0]
	if arg.IsNull(int(row)) || !in.passes(row) {
		return
	}
	if in.retracts(row) {
		a.sum[slot] = a.round(a.sum[slot] - arg.F64[row])
		a.n[slot]--
	} else {
		a.sum[slot] = a.round(a.sum[slot] + arg.F64[row])
		a.n[slot]++
	}
}

func (a *sumFloat) round(f float64) float64 {
	if a.single {
		return float64(float32(f))
	}
	return f
}

func (a *sumFloat) Add(in *Rows) error {
	for i, row := range in.Rows {
		a.fold(in, row, in.Slots[i])
	}
	return nil
}

func (a *sumFloat) AddEmitting(in *Rows, out *batch.Vector) error {
	for i, row := range in.Rows {
		slot := in.Slots[i]
		a.result(slot, out, 2*i)
		a.fold(in, row, slot)
		a.result(slot, out, 2*i+1)
	}
	return nil
}

func (a *sumFloat) Merge(into int32, other Accumulator, from int32) error {
	o := other.(*sumFloat)
	a.sum[into] = a.round(a.sum[into] + o.sum[from])
	a.n[into] += o.n[from]
	return nil
}

func (a *sumFloat) result(slot int32, out *batch.Vector, row int) {
	if a.n[slot] == 0 && !a.zero {
		out.SetNull(row)
		return
	}
	out.F64[row] = a.sum[slot]
}

func (a *sumFloat) Result(slot int32, out *batch.Vector, row int) error {
	a.result(slot, out, row)
	return nil
}

func (a *sumFloat) Append(dst []byte, slot int32) []byte {
	return binary.AppendVarint(binary.LittleEndian.AppendUint64(dst, math.Float64bits(a.sum[slot])), a.n[slot])
}

func (a *sumFloat) Restore(src []byte, slot int32) (rest []byte, err error) {
	if len(src) < 8 {
		return nil, errState
	}
	a.sum[slot] = math.Float64frombits(binary.LittleEndian.Uint64(src))
	a.n[slot], rest, err = cutVarint(src[8:])
	return rest, err
}
