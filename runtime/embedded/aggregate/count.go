package aggregate

import (
	"encoding/binary"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

// count is COUNT(*), or COUNT(x, ...) of the rows in which no argument is NULL.
type count struct {
	star bool
	n    []int64
}

func (a *count) Grow(n int)       { a.n = grown(a.n, n) }
func (a *count) Reset(slot int32) { a.n[slot] = 0 }

// delta is what a row adds.
func (a *count) delta(in *Rows, row int32) int64 {
	if !in.passes(row) {
		return 0
	}
	for _, arg := range in.Args {
		if arg.IsNull(int(row)) {
			return 0
		}
	}
	if in.retracts(row) {
		return -1
	}
	return 1
}

func (a *count) Add(in *Rows) error {
	if in.Filter == nil && in.Kinds == nil && (a.star || len(in.Args) == 1 && in.Args[0].Nulls == nil) {
		for _, slot := range in.Slots {
			a.n[slot]++
		}
		return nil
	}
	for i, row := range in.Rows {
		a.n[in.Slots[i]] += a.delta(in, row)
	}
	return nil
}

func (a *count) AddEmitting(in *Rows, out *batch.Vector) error {
	for i, row := range in.Rows {
		slot := in.Slots[i]
		n := a.n[slot]
		out.I64[2*i] = n
		n += a.delta(in, row)
		a.n[slot] = n
		out.I64[2*i+1] = n
	}
	return nil
}

func (a *count) Merge(into int32, other Accumulator, from int32) error {
	a.n[into] += other.(*count).n[from]
	return nil
}

func (a *count) Result(slot int32, out *batch.Vector, row int) error {
	out.I64[row] = a.n[slot]
	return nil
}

func (a *count) Append(dst []byte, slot int32) []byte { return binary.AppendVarint(dst, a.n[slot]) }

func (a *count) Restore(src []byte, slot int32) (rest []byte, err error) {
	a.n[slot], rest, err = cutVarint(src)
	return rest, err
}

func cutVarint(src []byte) (int64, []byte, error) {
	v, n := binary.Varint(src)
	if n <= 0 {
		return 0, nil, errState
	}
	return v, src[n:], nil
}
