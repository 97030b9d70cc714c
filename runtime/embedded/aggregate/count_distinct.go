package aggregate

import (
	"encoding/binary"
	"slices"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// countDistinct is COUNT(DISTINCT x, ...) of rows that are not taken back. Several calls over the same arguments, which only have
// filters of their own, share the values: each call has a bit for those it has seen, and a value is looked up once for all.
type countDistinct struct {
	values *distinctValues
	bit    uint8
	n      []int64
}

// sharers is how many calls may share values.
const sharers = 8

// distinctValues are the values of all groups in one table, the slot of the group being the namespace. The calls that share them
// are told of the same rows one after the other, and of the end of a group together, the call with the first bit first.
type distinctValues struct {
	table *state.Table
	// seen and next are by slot of the table, first by slot of the group; next and first are one more than a slot.
	seen  []uint8
	next  []int32
	first []int32
	// found are the slots of the rows at hand, unknown where nobody has asked for one yet.
	found []int32
	key   []byte
}

const unknown int32 = -2

func newDistinctValues() *distinctValues { return &distinctValues{table: state.NewTable()} }

// begin begins with other rows.
func (v *distinctValues) begin(in *Rows) {
	v.found = slices.Grow(v.found[:0], len(in.Rows))[:len(in.Rows)]
	for i := range v.found {
		v.found[i] = unknown
	}
}

// find is the slot of the value in the i-th of the rows at hand, NoSlot if that is NULL.
func (v *distinctValues) find(in *Rows, i int) int32 {
	if e := v.found[i]; e != unknown {
		return e
	}
	row := int(in.Rows[i])
	v.key = v.key[:0]
	for _, arg := range in.Args {
		if arg.IsNull(row) {
			v.found[i] = state.NoSlot
			return state.NoSlot
		}
		v.key = batch.AppendKey(v.key, arg, row)
	}
	v.found[i] = v.at(in.Slots[i], v.key)
	return v.found[i]
}

// at is the slot of a value of a group.
func (v *distinctValues) at(group int32, key []byte) int32 {
	e, isNew := v.table.FindOrInsert(batch.Hash(key), int64(group), key)
	if isNew {
		v.seen, v.next = grown(v.seen, v.table.Slots()), grown(v.next, v.table.Slots())
		v.seen[e], v.next[e] = 0, v.first[group]
		v.first[group] = e + 1
	}
	return e
}

func (a *countDistinct) leads() bool { return a.bit == 1 }

func (a *countDistinct) Grow(n int) {
	a.n = grown(a.n, n)
	a.values.first = grown(a.values.first, n)
}

func (a *countDistinct) Reset(slot int32) {
	a.n[slot] = 0
	if !a.leads() {
		return
	}
	v := a.values
	for e := v.first[slot] - 1; e != state.NoSlot; {
		next := v.next[e] - 1
		v.table.Remove(e)
		e = next
	}
	v.first[slot] = 0
}

// see tells that a value was seen, and whether that is the first time.
func (a *countDistinct) see(e int32) bool {
	seen := a.values.seen[e]
	a.values.seen[e] = seen | a.bit
	return seen&a.bit == 0
}

func (a *countDistinct) fold(in *Rows, i int) bool {
	if !in.passes(in.Rows[i]) {
		return false
	}
	e := a.values.find(in, i)
	return e != state.NoSlot && a.see(e)
}

func (a *countDistinct) Add(in *Rows) error {
	if a.leads() {
		a.values.begin(in)
	}
	for i, slot := range in.Slots {
		if a.fold(in, i) {
			a.n[slot]++
		}
	}
	return nil
}

func (a *countDistinct) AddEmitting(in *Rows, out *batch.Vector) error {
	if a.leads() {
		a.values.begin(in)
	}
	for i, slot := range in.Slots {
		out.I64[2*i] = a.n[slot]
		if a.fold(in, i) {
			a.n[slot]++
		}
		out.I64[2*i+1] = a.n[slot]
	}
	return nil
}

func (a *countDistinct) Merge(into int32, other Accumulator, from int32) error {
	o := other.(*countDistinct)
	for e := o.values.first[from] - 1; e != state.NoSlot; e = o.values.next[e] - 1 {
		if o.values.seen[e]&o.bit != 0 && a.see(a.values.at(into, o.values.table.Key(e))) {
			a.n[into]++
		}
	}
	return nil
}

func (a *countDistinct) Result(slot int32, out *batch.Vector, row int) error {
	out.I64[row] = a.n[slot]
	return nil
}

// Append implements Accumulator, in the form of distinct: each value has a count.
func (a *countDistinct) Append(dst []byte, slot int32) []byte {
	v, n := a.values, uint64(0)
	for e := v.first[slot] - 1; e != state.NoSlot; e = v.next[e] - 1 {
		n += uint64(v.seen[e]&a.bit) / uint64(a.bit)
	}
	dst = binary.AppendUvarint(dst, n)
	for e := v.first[slot] - 1; e != state.NoSlot; e = v.next[e] - 1 {
		if v.seen[e]&a.bit != 0 {
			dst = binary.AppendVarint(state.AppendBytes(dst, v.table.Key(e)), 1)
		}
	}
	return binary.AppendVarint(dst, a.n[slot])
}

func (a *countDistinct) Restore(src []byte, slot int32) ([]byte, error) {
	n, src, err := cutUvarint(src)
	if err != nil {
		return nil, err
	}
	for range n {
		key, rest, err := state.CutBytes(src)
		if err != nil {
			return nil, err
		}
		if _, src, err = cutVarint(rest); err != nil {
			return nil, err
		}
		a.see(a.values.at(slot, key))
	}
	a.n[slot], src, err = cutVarint(src)
	return src, err
}
