package aggregate

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

func newExtreme(c Call) (Accumulator, error) {
	sign := 1
	if c.Name == "MIN" {
		sign = -1
	}
	t := c.Args[0]
	switch batch.PhysicalOf(t.Kind) {
	case batch.PhysicalInt64:
		if t.Kind.IsTimestamp() && t.Precision > 3 {
			return extremeOf(c, sign, instants, compareInstants), nil
		}
		if c.Retract {
			return extremeOf(c, sign, integers, cmp.Compare[int64]), nil
		}
		return &extremeInt{sign: sign}, nil
	case batch.PhysicalFloat64:
		return extremeOf(c, sign, floats, cmp.Compare[float64]), nil
	case batch.PhysicalString:
		return extremeOf(c, sign, texts, strings.Compare), nil
	case batch.PhysicalInt128:
		return extremeOf(c, sign, decimals, batch.Int128.Cmp), nil
	case batch.PhysicalBool:
		return extremeOf(c, sign, booleans, compareBools), nil
	case batch.PhysicalNone:
		return &perRow{newFirstLast(Call{Name: "FIRST_VALUE", Args: c.Args})}, nil
	}
	return nil, fmt.Errorf("%s of %s", c.Name, t)
}

func extremeOf[T comparable](c Call, sign int, a access[T], compare func(x, y T) int) Accumulator {
	if c.Retract {
		return &perRow{&extremeRetract[T]{access: a, sign: sign, compare: compare}}
	}
	return &extreme[T]{access: a, sign: sign, compare: compare}
}

// access reads and writes the values of a physical type in a vector.
type access[T any] struct {
	get func(v *batch.Vector, row int) T
	set func(v *batch.Vector, row int, value T)
	// keep returns the value without the memory that it shares with others.
	keep func(T) T
}

func asIs[T any](v T) T { return v }

var (
	integers = access[int64]{
		get:  func(v *batch.Vector, row int) int64 { return v.I64[row] },
		set:  func(v *batch.Vector, row int, value int64) { v.I64[row] = value },
		keep: asIs[int64],
	}
	floats = access[float64]{
		get:  func(v *batch.Vector, row int) float64 { return v.F64[row] },
		set:  func(v *batch.Vector, row int, value float64) { v.F64[row] = value },
		keep: asIs[float64],
	}
	texts = access[string]{
		get:  func(v *batch.Vector, row int) string { return v.Str[row] },
		set:  func(v *batch.Vector, row int, value string) { v.Str[row] = value },
		keep: strings.Clone,
	}
	decimals = access[batch.Int128]{
		get:  func(v *batch.Vector, row int) batch.Int128 { return v.Dec[row] },
		set:  func(v *batch.Vector, row int, value batch.Int128) { v.Dec[row] = value },
		keep: asIs[batch.Int128],
	}
	booleans = access[bool]{
		get:  func(v *batch.Vector, row int) bool { return v.Bool[row] },
		set:  func(v *batch.Vector, row int, value bool) { v.Bool[row] = value },
		keep: asIs[bool],
	}
	instants = access[batch.Instant]{
		get: func(v *batch.Vector, row int) batch.Instant {
			return batch.Instant{Millis: v.I64[row], Nanos: v.NanosAt(row)}
		},
		set: func(v *batch.Vector, row int, value batch.Instant) {
			v.I64[row] = value.Millis
			v.SetNanos(row, value.Nanos)
		},
		keep: asIs[batch.Instant],
	}
)

func compareInstants(x, y batch.Instant) int {
	return cmp.Or(cmp.Compare(x.Millis, y.Millis), cmp.Compare(x.Nanos, y.Nanos))
}

func compareBools(x, y bool) int {
	switch {
	case x == y:
		return 0
	case y:
		return -1
	}
	return 1
}

// extremeInt is MIN and MAX of what is an int64, the commonest case, without an indirect call.
type extremeInt struct {
	sign  int
	value []int64
	set   []bool
}

func (a *extremeInt) Grow(n int)       { a.value, a.set = grown(a.value, n), grown(a.set, n) }
func (a *extremeInt) Reset(slot int32) { a.set[slot] = false }

func (a *extremeInt) fold(in *Rows, row, slot int32) {
	if in.Args[0].IsNull(int(row)) || !in.passes(row) {
		return
	}
	a.offer(slot, in.Args[0].I64[row])
}

func (a *extremeInt) offer(slot int32, v int64) {
	if !a.set[slot] || a.sign > 0 && v > a.value[slot] || a.sign < 0 && v < a.value[slot] {
		a.value[slot], a.set[slot] = v, true
	}
}

func (a *extremeInt) Add(in *Rows) error {
	for i, row := range in.Rows {
		a.fold(in, row, in.Slots[i])
	}
	return nil
}

func (a *extremeInt) AddEmitting(in *Rows, out *batch.Vector) error {
	for i, row := range in.Rows {
		slot := in.Slots[i]
		a.result(slot, out, 2*i)
		a.fold(in, row, slot)
		a.result(slot, out, 2*i+1)
	}
	return nil
}

func (a *extremeInt) Merge(into int32, other Accumulator, from int32) error {
	if o := other.(*extremeInt); o.set[from] {
		a.offer(into, o.value[from])
	}
	return nil
}

func (a *extremeInt) result(slot int32, out *batch.Vector, row int) {
	if !a.set[slot] {
		out.SetNull(row)
		return
	}
	out.I64[row] = a.value[slot]
}

func (a *extremeInt) Result(slot int32, out *batch.Vector, row int) error {
	a.result(slot, out, row)
	return nil
}

func (a *extremeInt) Append(dst []byte, slot int32) []byte {
	if !a.set[slot] {
		return append(dst, 0)
	}
	return batch.AppendDatum(append(dst, 1), a.value[slot])
}

func (a *extremeInt) Restore(src []byte, slot int32) ([]byte, error) {
	v, ok, rest, err := cutOptional[int64](src)
	a.value[slot], a.set[slot] = v, ok
	return rest, err
}

// extreme is MIN and MAX of any comparable type.
type extreme[T comparable] struct {
	access[T]
	sign    int
	compare func(x, y T) int
	value   []T
	has     []bool
}

func (a *extreme[T]) Grow(n int) { a.value, a.has = grown(a.value, n), grown(a.has, n) }

func (a *extreme[T]) Reset(slot int32) {
	var zero T
	a.value[slot], a.has[slot] = zero, false
}

func (a *extreme[T]) fold(in *Rows, row, slot int32) {
	if !in.Args[0].IsNull(int(row)) && in.passes(row) {
		a.offer(slot, a.get(in.Args[0], int(row)))
	}
}

func (a *extreme[T]) offer(slot int32, v T) {
	if !a.has[slot] || a.compare(v, a.value[slot])*a.sign > 0 {
		a.value[slot], a.has[slot] = a.keep(v), true
	}
}

func (a *extreme[T]) Add(in *Rows) error {
	for i, row := range in.Rows {
		a.fold(in, row, in.Slots[i])
	}
	return nil
}

func (a *extreme[T]) AddEmitting(in *Rows, out *batch.Vector) error {
	for i, row := range in.Rows {
		slot := in.Slots[i]
		a.result(slot, out, 2*i)
		a.fold(in, row, slot)
		a.result(slot, out, 2*i+1)
	}
	return nil
}

func (a *extreme[T]) Merge(into int32, other Accumulator, from int32) error {
	if o := other.(*extreme[T]); o.has[from] {
		a.offer(into, o.value[from])
	}
	return nil
}

func (a *extreme[T]) result(slot int32, out *batch.Vector, row int) {
	if !a.has[slot] {
		out.SetNull(row)
		return
	}
	a.set(out, row, a.value[slot])
}

func (a *extreme[T]) Result(slot int32, out *batch.Vector, row int) error {
	a.result(slot, out, row)
	return nil
}

func (a *extreme[T]) Append(dst []byte, slot int32) []byte {
	if !a.has[slot] {
		return append(dst, 0)
	}
	return batch.AppendDatum(append(dst, 1), datumOf(a.value[slot]))
}

// datumOf makes a Datum of a value whose Go type is one.
func datumOf[T any](v T) batch.Datum { return v }

func (a *extreme[T]) Restore(src []byte, slot int32) ([]byte, error) {
	v, ok, rest, err := cutOptional[T](src)
	a.value[slot], a.has[slot] = a.keep(v), ok
	return rest, err
}

// cutOptional reads a byte that tells whether there is a value, and the value.
func cutOptional[T any](src []byte) (v T, ok bool, rest []byte, err error) {
	if len(src) == 0 {
		return v, false, nil, errState
	}
	if src[0] == 0 {
		return v, false, src[1:], nil
	}
	d, rest, err := batch.DecodeDatum(src[1:])
	if err != nil {
		return v, false, nil, err
	}
	if v, ok = d.(T); !ok {
		return v, false, nil, errState
	}
	return v, true, rest, nil
}
