package aggregate

import (
	"encoding/binary"
	"math/big"
	"math/bits"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

// limit38 is the smallest unscaled value that 38 digits do not hold.
var limit38 = func() batch.Int128 {
	v, _ := batch.Int128FromBig(new(big.Int).Exp(big.NewInt(10), big.NewInt(maxDecimal), nil))
	return v
}()

func add128(x, y batch.Int128) batch.Int128 {
	lo, carry := bits.Add64(x.Lo, y.Lo, 0)
	hi, _ := bits.Add64(uint64(x.Hi), uint64(y.Hi), carry)
	return batch.Int128{Hi: int64(hi), Lo: lo}
}

func neg128(x batch.Int128) batch.Int128 {
	return add128(batch.Int128{Hi: ^x.Hi, Lo: ^x.Lo}, batch.Int128{Lo: 1})
}

// fits38 tells whether a sum of two values of 38 digits has 38 digits itself.
func fits38(x batch.Int128) bool { return x.Cmp(limit38) < 0 && x.Cmp(neg128(limit38)) > 0 }

// sumDecimal is SUM of DECIMAL with 38 digits. As in Flink, a sum that does not fit is NULL, and begins anew with the next
// value.
type sumDecimal struct {
	zero bool
	sum  []batch.Int128
	n    []int64
	// null tells a sum that overflowed.
	null []bool
}

func (a *sumDecimal) Grow(n int) {
	a.sum, a.n, a.null = grown(a.sum, n), grown(a.n, n), grown(a.null, n)
}

func (a *sumDecimal) Reset(slot int32) {
	a.sum[slot], a.n[slot], a.null[slot] = batch.Int128{}, 0, false
}

func (a *sumDecimal) fold(in *Rows, row, slot int32) {
	arg := in.Args[0]
	if arg.IsNull(int(row)) || !in.passes(row) {
		return
	}
	if in.retracts(row) {
		a.plus(slot, neg128(arg.Dec[row]))
		a.n[slot]--
	} else {
		a.plus(slot, arg.Dec[row])
		a.n[slot]++
	}
}

func (a *sumDecimal) plus(slot int32, v batch.Int128) {
	if a.null[slot] {
		a.sum[slot], a.null[slot] = v, false
		return
	}
	sum := add128(a.sum[slot], v)
	a.sum[slot], a.null[slot] = sum, !fits38(sum)
}

func (a *sumDecimal) Add(in *Rows) error {
	for i, row := range in.Rows {
		a.fold(in, row, in.Slots[i])
	}
	return nil
}

func (a *sumDecimal) AddEmitting(in *Rows, out *batch.Vector) error {
	for i, row := range in.Rows {
		slot := in.Slots[i]
		a.result(slot, out, 2*i)
		a.fold(in, row, slot)
		a.result(slot, out, 2*i+1)
	}
	return nil
}

func (a *sumDecimal) Merge(into int32, other Accumulator, from int32) error {
	o := other.(*sumDecimal)
	if !o.null[from] && o.n[from] != 0 {
		a.plus(into, o.sum[from])
	}
	a.n[into] += o.n[from]
	return nil
}

func (a *sumDecimal) result(slot int32, out *batch.Vector, row int) {
	if a.null[slot] || a.n[slot] == 0 && !a.zero {
		out.SetNull(row)
		return
	}
	out.Dec[row] = a.sum[slot]
}

func (a *sumDecimal) Result(slot int32, out *batch.Vector, row int) error {
	a.result(slot, out, row)
	return nil
}

func (a *sumDecimal) Append(dst []byte, slot int32) []byte {
	dst = binary.AppendVarint(dst, a.n[slot])
	if a.null[slot] {
		return append(dst, 0)
	}
	return batch.AppendDatum(append(dst, 1), a.sum[slot])
}

func (a *sumDecimal) Restore(src []byte, slot int32) (rest []byte, err error) {
	if a.n[slot], src, err = cutVarint(src); err != nil {
		return nil, err
	}
	if len(src) == 0 {
		return nil, errState
	}
	if a.null[slot] = src[0] == 0; a.null[slot] {
		return src[1:], nil
	}
	d, rest, err := batch.DecodeDatum(src[1:])
	if err != nil {
		return nil, err
	}
	sum, ok := d.(batch.Int128)
	if !ok {
		return nil, errState
	}
	a.sum[slot] = sum
	return rest, nil
}
