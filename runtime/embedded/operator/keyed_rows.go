package operator

import (
	"encoding/binary"
	"math"

	"github.com/penstock/penstock/runtime/embedded/state"
)

// keyedRows holds a list of encoded rows for each key, in order of arrival and each with a count, in memory that has no pointers.
type keyedRows struct {
	table  *state.Table
	lists  state.Lists
	expiry expiry
}

// begin begins a batch of n rows.
func (k *keyedRows) begin(n int) { k.expiry.begin(n, k.table, k.remove) }

// at returns the slot of a key, which is new where there was none.
func (k *keyedRows) at(hash uint64, key []byte) int32 {
	slot, isNew := k.table.FindOrInsert(hash, 0, key)
	if k.expiry.use(slot, isNew) {
		k.lists.Clear(slot)
	}
	return slot
}

// find returns the slot of a key, NoSlot where there is none. The table is touched before its rows are changed.
func (k *keyedRows) find(hash uint64, key []byte) int32 {
	slot := k.table.Find(hash, 0, key)
	if slot != state.NoSlot && k.expiry.expired(slot) {
		return state.NoSlot
	}
	return slot
}

// first is the first row of a slot, NoRow for NoSlot.
func (k *keyedRows) first(slot int32) int32 {
	if slot == state.NoSlot {
		return state.NoRow
	}
	return k.lists.First(slot)
}

// remove forgets a key.
func (k *keyedRows) remove(slot int32) {
	k.table.Remove(slot)
	k.lists.Clear(slot)
}

// forget removes a row of a key and tells whether it was there.
func (k *keyedRows) forget(hash uint64, key []byte, r []byte) bool {
	slot := k.find(hash, key)
	before := state.NoRow
	for row := k.first(slot); row != state.NoRow; before, row = row, k.lists.Next(row) {
		if string(k.lists.Get(row)) != string(r) {
			continue
		}
		k.table.Touch(slot)
		k.lists.Remove(slot, before, row)
		if k.lists.First(slot) == state.NoRow {
			k.table.Remove(slot)
		}
		return true
	}
	return false
}

func (k *keyedRows) snapshot(w *state.Writer, name, signature string) {
	w.Keyed(name, signature, k.table, k.append)
}

func (k *keyedRows) load(r state.Restored, name, signature string) error {
	return r.Load(name, signature, k.table, k.expiry.expiring(state.Content{
		Append: k.append, Restore: k.restore, Release: k.lists.Clear, Size: k.size,
	}))
}

// rowOverhead is about what a row takes in a state beside its bytes.
const rowOverhead = 8

func (k *keyedRows) size(slot int32) int {
	n := rowOverhead
	for row := k.lists.First(slot); row != state.NoRow; row = k.lists.Next(row) {
		n += rowOverhead + len(k.lists.Get(row))
	}
	return n
}

func (k *keyedRows) append(dst []byte, slot int32) []byte {
	dst = k.expiry.append(dst, slot)
	n := uint64(0)
	for row := k.lists.First(slot); row != state.NoRow; row = k.lists.Next(row) {
		n++
	}
	dst = binary.AppendUvarint(dst, n)
	for row := k.lists.First(slot); row != state.NoRow; row = k.lists.Next(row) {
		dst = appendVarint(state.AppendBytes(dst, k.lists.Get(row)), int64(*k.lists.Count(row)))
	}
	return dst
}

func (k *keyedRows) restore(content []byte, slot int32) error {
	src, err := k.expiry.restore(content, slot)
	if err != nil {
		return err
	}
	n, size := binary.Uvarint(src)
	if size <= 0 {
		return errRows
	}
	src = src[size:]
	for range n {
		var row []byte
		if row, src, err = state.CutBytes(src); err != nil {
			return err
		}
		var count int64
		if count, src, err = cutVarint(src); err != nil {
			return err
		}
		if count < 0 || count > math.MaxInt32 {
			return errRows
		}
		k.lists.Append(slot, row, int32(count))
	}
	return nil
}
