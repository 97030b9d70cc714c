package state

import (
	"bytes"
	"math/bits"
	"slices"
)

// NoSlot is the slot of a key that is not there.
const NoSlot int32 = -1

// Table maps keys to slots. A key is a byte string together with a namespace; operators that need none pass 0. It uses
// open addressing with linear probing, so that finding a key touches one or two cache lines of the index and one of the
// arena.
type Table struct {
	// index holds slot+1 at the place of a key, 0 where there is none. Its length is a power of two.
	index []int32
	mask  uint64
	// What follows is indexed by slot.
	hashes     []uint64
	namespaces []int64
	keys       []span
	// live are the slots in use; free lists the others.
	live  bitmap
	free  []int32
	count int

	arena   arena
	garbage int
	// namespaced tells that the namespace is part of what identifies an entry in a checkpoint.
	namespaced bool
	// changes are kept from the first checkpoint on.
	changes *changes
}

// NewTable returns an empty table.
func NewTable() *Table {
	t := &Table{}
	t.resize(16)
	return t
}

// NewNamespacedTable returns an empty table whose keys occur in several namespaces.
func NewNamespacedTable() *Table {
	t := NewTable()
	t.namespaced = true
	return t
}

// Reserve makes room for n more keys at once.
func (t *Table) Reserve(n int) {
	size := len(t.index)
	for (t.count+n)*4 > size*3 {
		size *= 2
	}
	if size > len(t.index) {
		t.resize(size)
	}
	t.hashes, t.namespaces = slices.Grow(t.hashes, n), slices.Grow(t.namespaces, n)
	t.keys = slices.Grow(t.keys, n)
}

// Len is the number of keys.
func (t *Table) Len() int { return t.count }

// Slots is one more than the largest slot that was ever in use.
func (t *Table) Slots() int { return len(t.hashes) }

// Live tells whether a slot is in use.
func (t *Table) Live(slot int32) bool { return t.live.has(slot) }

// Hash is the hash that the key of a slot was stored under.
func (t *Table) Hash(slot int32) uint64 { return t.hashes[slot] }

// Namespace is the namespace of the key of a slot.
func (t *Table) Namespace(slot int32) int64 { return t.namespaces[slot] }

// Key is the key of a slot. The bytes are never written again, so strings decoded from them may share them.
func (t *Table) Key(slot int32) []byte { return t.arena.at(t.keys[slot]) }

// place mixes the namespace in, as all windows of a key would otherwise begin their search at the same place.
func (t *Table) place(hash uint64, namespace int64) uint64 {
	return (hash ^ uint64(namespace)*0x9fb21c651e98df25>>7) & t.mask
}

// Find returns the slot of a key, or NoSlot. Touch comes before what belongs to it is changed.
func (t *Table) Find(hash uint64, namespace int64, key []byte) int32 {
	for p := t.place(hash, namespace); ; p = (p + 1) & t.mask {
		slot := t.index[p] - 1
		if slot < 0 {
			return NoSlot
		}
		if t.hashes[slot] == hash && t.namespaces[slot] == namespace && bytes.Equal(t.Key(slot), key) {
			return slot
		}
	}
}

// FindOrInsert returns the slot of a key, which is new where there was none. What belongs to it may be changed until other code
// runs.
func (t *Table) FindOrInsert(hash uint64, namespace int64, key []byte) (slot int32, isNew bool) {
	p := t.place(hash, namespace)
	for ; ; p = (p + 1) & t.mask {
		slot = t.index[p] - 1
		if slot < 0 {
			break
		}
		if t.hashes[slot] == hash && t.namespaces[slot] == namespace && bytes.Equal(t.Key(slot), key) {
			t.Touch(slot)
			return slot, false
		}
	}
	slot = t.newSlot()
	t.hashes[slot], t.namespaces[slot], t.keys[slot] = hash, namespace, t.arena.add(key)
	t.live.set(slot)
	if t.changes != nil {
		t.changes.inserted(slot)
	}
	t.index[p] = slot + 1
	t.count++
	if uint64(t.count)*4 > uint64(len(t.index))*3 {
		t.resize(2 * len(t.index))
	}
	return slot, true
}

func (t *Table) newSlot() int32 {
	if n := len(t.free); n > 0 {
		slot := t.free[n-1]
		t.free = t.free[:n-1]
		return slot
	}
	t.hashes, t.namespaces = append(t.hashes, 0), append(t.namespaces, 0)
	t.keys = append(t.keys, span{})
	return int32(len(t.keys) - 1)
}

// Remove forgets the key of a slot. The slot may be given to another key by the next insertion.
func (t *Table) Remove(slot int32) {
	t.removing(slot)
	p := t.place(t.hashes[slot], t.namespaces[slot])
	for t.index[p] != slot+1 {
		p = (p + 1) & t.mask
	}
	t.closeGap(p)
	t.live.clear(slot)
	t.free = append(t.free, slot)
	t.count--
	t.garbage += int(t.keys[slot].length)
	if t.garbage > t.arena.size()/2 && t.garbage > minGarbage {
		t.compact()
	}
}

// Clear removes all keys and keeps the memory, except that of the keys.
func (t *Table) Clear() {
	if t.changes != nil {
		t.All(t.removing)
	}
	clear(t.index)
	t.hashes, t.namespaces, t.keys, t.live = t.hashes[:0], t.namespaces[:0], t.keys[:0], t.live[:0]
	t.free, t.count, t.arena, t.garbage = t.free[:0], 0, arena{}, 0
}

// closeGap empties a place and moves up the keys behind it that would not be found any more.
func (t *Table) closeGap(gap uint64) {
	for p := gap; ; {
		p = (p + 1) & t.mask
		slot := t.index[p] - 1
		if slot < 0 {
			break
		}
		home := t.place(t.hashes[slot], t.namespaces[slot])
		if (p-home)&t.mask >= (p-gap)&t.mask {
			t.index[gap] = slot + 1
			gap = p
		}
	}
	t.index[gap] = 0
}

func (t *Table) resize(n int) {
	t.index, t.mask = make([]int32, n), uint64(n-1)
	t.All(func(slot int32) {
		p := t.place(t.hashes[slot], t.namespaces[slot])
		for t.index[p] != 0 {
			p = (p + 1) & t.mask
		}
		t.index[p] = slot + 1
	})
}

// compact copies the keys that are left to a new arena: the old one may still be shared by strings.
func (t *Table) compact() {
	var fresh arena
	t.All(func(slot int32) { t.keys[slot] = fresh.add(t.arena.at(t.keys[slot])) })
	t.arena, t.garbage = fresh, 0
}

// All calls f with every slot in use, in ascending order.
func (t *Table) All(f func(slot int32)) {
	for i, word := range t.live {
		for ; word != 0; word &= word - 1 {
			f(int32(i<<6 + bits.TrailingZeros64(word)))
		}
	}
}
