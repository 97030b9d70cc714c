package aggregate

import (
	"encoding/binary"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// distinct gives another accumulator only the first of equal rows, and takes it back with the last. The arguments of all
// groups are in one table, the slot of the group being the namespace; those of a group are linked in order of first
// arrival.
type distinct struct {
	inner Accumulator
	table *state.Table
	// counts, next and prev are by slot of the table; first and last by slot of the group.
	counts      []int64
	next, prev  []int32
	first, last []int32

	key []byte
	one Rows
	// args are vectors of one row, for values that come from a snapshot or another group.
	args []*batch.Vector
}

func newDistinct(c Call) (Accumulator, error) {
	plain := c
	plain.Distinct = false
	inner, err := New(plain)
	if err != nil {
		return nil, err
	}
	d := &distinct{inner: inner, table: state.NewTable()}
	for _, t := range c.Args {
		d.args = append(d.args, batch.NewVector(t, 1))
	}
	return d, nil
}

func (a *distinct) Grow(n int) {
	a.inner.Grow(n)
	for len(a.first) < n {
		a.first, a.last = append(a.first, state.NoSlot), append(a.last, state.NoSlot)
	}
}

func (a *distinct) Reset(slot int32) {
	for e := a.first[slot]; e != state.NoSlot; {
		next := a.next[e]
		a.table.Remove(e)
		e = next
	}
	a.first[slot], a.last[slot] = state.NoSlot, state.NoSlot
	a.inner.Reset(slot)
}

// change counts a value and tells whether the group gained or lost it.
func (a *distinct) change(slot int32, key []byte, by int64) (changed bool) {
	e, isNew := a.table.FindOrInsert(batch.Hash(key), int64(slot), key)
	if isNew {
		a.counts = grown(a.counts, a.table.Slots())
		a.next, a.prev = grown(a.next, a.table.Slots()), grown(a.prev, a.table.Slots())
		a.counts[e], a.next[e], a.prev[e] = 0, state.NoSlot, a.last[slot]
		if a.last[slot] == state.NoSlot {
			a.first[slot] = e
		} else {
			a.next[a.last[slot]] = e
		}
		a.last[slot] = e
	}
	before := a.counts[e]
	a.counts[e] += by
	if a.counts[e] == 0 {
		a.unlink(slot, e)
		a.table.Remove(e)
	}
	return before <= 0 && a.counts[e] > 0 || before > 0 && a.counts[e] <= 0
}

func (a *distinct) unlink(slot, e int32) {
	prev, next := a.prev[e], a.next[e]
	if prev == state.NoSlot {
		a.first[slot] = next
	} else {
		a.next[prev] = next
	}
	if next == state.NoSlot {
		a.last[slot] = prev
	} else {
		a.prev[next] = prev
	}
}

func (a *distinct) fold(in *Rows, row, slot int32) error {
	if !in.passes(row) {
		return nil
	}
	a.key = a.key[:0]
	for _, arg := range in.Args {
		a.key = batch.AppendKey(a.key, arg, int(row))
	}
	by := int64(1)
	if in.retracts(row) {
		by = -1
	}
	if !a.change(slot, a.key, by) {
		return nil
	}
	a.one.Rows, a.one.Slots = append(a.one.Rows[:0], row), append(a.one.Slots[:0], slot)
	a.one.Args, a.one.Kinds = in.Args, in.Kinds
	return a.inner.Add(&a.one)
}

func (a *distinct) Add(in *Rows) error {
	for i, row := range in.Rows {
		if err := a.fold(in, row, in.Slots[i]); err != nil {
			return err
		}
	}
	return nil
}

func (a *distinct) AddEmitting(in *Rows, out *batch.Vector) error {
	for i, row := range in.Rows {
		slot := in.Slots[i]
		if err := a.inner.Result(slot, out, 2*i); err != nil {
			return err
		}
		if err := a.fold(in, row, slot); err != nil {
			return err
		}
		if err := a.inner.Result(slot, out, 2*i+1); err != nil {
			return err
		}
	}
	return nil
}

func (a *distinct) Merge(into int32, other Accumulator, from int32) error {
	o := other.(*distinct)
	for e := o.first[from]; e != state.NoSlot; e = o.next[e] {
		key := o.table.Key(e)
		if !a.change(into, key, o.counts[e]) {
			continue
		}
		rest := key
		var err error
		for _, arg := range a.args {
			if rest, err = batch.DecodeKey(rest, arg, 0); err != nil {
				return err
			}
		}
		a.one.Rows, a.one.Slots = append(a.one.Rows[:0], 0), append(a.one.Slots[:0], into)
		a.one.Args, a.one.Kinds = a.args, nil
		if err := a.inner.Add(&a.one); err != nil {
			return err
		}
	}
	return nil
}

func (a *distinct) Result(slot int32, out *batch.Vector, row int) error {
	return a.inner.Result(slot, out, row)
}

func (a *distinct) Append(dst []byte, slot int32) []byte {
	n := 0
	for e := a.first[slot]; e != state.NoSlot; e = a.next[e] {
		n++
	}
	dst = binary.AppendUvarint(dst, uint64(n))
	for e := a.first[slot]; e != state.NoSlot; e = a.next[e] {
		dst = binary.AppendVarint(state.AppendBytes(dst, a.table.Key(e)), a.counts[e])
	}
	return a.inner.Append(dst, slot)
}

func (a *distinct) Restore(src []byte, slot int32) ([]byte, error) {
	n, src, err := cutUvarint(src)
	if err != nil {
		return nil, err
	}
	for range n {
		key, rest, err := state.CutBytes(src)
		if err != nil {
			return nil, err
		}
		var count int64
		if count, src, err = cutVarint(rest); err != nil {
			return nil, err
		}
		if count == 0 {
			return nil, errState
		}
		a.change(slot, key, count)
	}
	return a.inner.Restore(src, slot)
}
