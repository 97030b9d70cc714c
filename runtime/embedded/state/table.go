package state

import (
	"bytes"
	"math/bits"
)

// NoSlot is the slot of a key that is not there.
const NoSlot int32 = -1

// Table maps keys to slots. A key is a byte string together with a namespace; operators that need none pass 0. It uses
// open addressing with linear probing. The index has half of each key's hash, so that finding a key touches one or two cache
// lines of the index, one of the entries and one of the keys, and that growing the index touches nothing else.
type Table struct {
	// index holds at the place of a key its tag in the upper half and slot+1 in the lower one, 0 where there is none. Its length
	// is a power of two.
	index []uint64
	mask  uint32
	// entries and namespaces are indexed by slot. There are no namespaces before one that is not 0.
	entries    pages[entry]
	namespaces pages[int64]
	// live are the slots in use; free lists the others.
	live  bitmap
	free  []int32
	count int
	keys  arena
	// latest is the slot that was last looked up by who may change it.
	latest int32

	// namespaced tells that the namespace is part of what identifies an entry in a checkpoint.
	namespaced bool
	// changes are kept from the first checkpoint on.
	changes *changes
	// cold is nil when all slots have their content, spill where nothing lies on disk.
	cold  *cold
	spill *spill
}

// entry is what a slot holds of its key.
type entry struct {
	hash uint64
	key  ref
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
	for (t.count+n)*loadParts > size*loadMost {
		size *= 2
	}
	if size > len(t.index) {
		t.resize(size)
	}
}

// The index is doubled when more than loadMost/loadParts of it are taken.
const loadMost, loadParts = 7, 8

// Len is the number of keys.
func (t *Table) Len() int { return t.count }

// Slots is one more than the largest slot that was ever in use.
func (t *Table) Slots() int { return int(t.entries.n) }

// Live tells whether a slot is in use.
func (t *Table) Live(slot int32) bool { return t.live.has(slot) }

// Hash is the hash that the key of a slot was stored under.
func (t *Table) Hash(slot int32) uint64 { return t.entries.at(slot).hash }

// Namespace is the namespace of the key of a slot.
func (t *Table) Namespace(slot int32) int64 {
	if slot >= t.namespaces.n {
		return 0
	}
	return *t.namespaces.at(slot)
}

// Key is the key of a slot. The bytes are never written again, so strings decoded from them may share them.
func (t *Table) Key(slot int32) []byte { return t.keys.at(t.entries.at(slot).key) }

// tagOf is what the index has of a key: its lower bits are where the search begins. The namespace is mixed in, as all windows of a
// key would otherwise begin their search at the same place.
func tagOf(hash uint64, namespace int64) uint32 {
	return uint32(hash ^ uint64(namespace)*0x9fb21c651e98df25>>7)
}

// lookup returns the slot of a key, or NoSlot and the place in the index where it belongs.
func (t *Table) lookup(hash uint64, namespace int64, key []byte) (slot int32, place uint32) {
	tag := tagOf(hash, namespace)
	for p := tag & t.mask; ; p = (p + 1) & t.mask {
		found := t.index[p]
		if found == 0 {
			return NoSlot, p
		}
		if uint32(found>>32) != tag {
			continue
		}
		slot := int32(uint32(found)) - 1
		e := t.entries.at(slot)
		if e.hash == hash && t.Namespace(slot) == namespace && bytes.Equal(t.keys.at(e.key), key) {
			return slot, p
		}
	}
}

// Find returns the slot of a key, or NoSlot. Touch comes before what belongs to it is changed.
func (t *Table) Find(hash uint64, namespace int64, key []byte) int32 {
	slot, place := t.lookup(hash, namespace, key)
	if t.cold != nil && slot != NoSlot {
		t.Warm(slot)
	}
	if t.spill != nil && t.spill.disk != nil {
		return t.findSpilled(slot, place, hash, namespace, key)
	}
	return slot
}

// findSpilled ends a search: what is not in memory may be on disk.
func (t *Table) findSpilled(slot int32, place uint32, hash uint64, namespace int64, key []byte) int32 {
	if slot == NoSlot {
		slot = t.load(place, hash, namespace, key)
	}
	if slot != NoSlot {
		t.spill.recent.set(slot)
	}
	return slot
}

// FindOrInsert returns the slot of a key, which is new where there was none. What belongs to it may be changed until other code
// runs.
func (t *Table) FindOrInsert(hash uint64, namespace int64, key []byte) (slot int32, isNew bool) {
	slot, place := t.lookup(hash, namespace, key)
	if t.spill != nil && t.spill.disk != nil {
		slot = t.findSpilled(slot, place, hash, namespace, key)
	}
	if slot != NoSlot {
		t.latest = slot
		t.Warm(slot)
		t.Touch(slot)
		return slot, false
	}
	return t.insert(place, hash, namespace, key), true
}

// insert adds a key that is not there, at the place where lookup has looked for it.
func (t *Table) insert(place uint32, hash uint64, namespace int64, key []byte) int32 {
	slot := t.newSlot()
	t.put(slot, hash, namespace, key)
	if t.changes != nil {
		t.changes.inserted(slot)
	}
	t.index[place] = uint64(tagOf(hash, namespace))<<32 | uint64(slot+1)
	t.count++
	if t.count*loadParts > len(t.index)*loadMost {
		t.resize(2 * len(t.index))
	}
	return slot
}

// put gives a slot its key.
func (t *Table) put(slot int32, hash uint64, namespace int64, key []byte) {
	*t.entries.at(slot) = entry{hash, t.keys.add(slot, key)}
	if namespace != 0 || slot < t.namespaces.n {
		t.namespaces.grow(max(t.namespaces.n, slot+1))
		*t.namespaces.at(slot) = namespace
	}
	t.live.set(slot)
}

func (t *Table) newSlot() int32 {
	if n := len(t.free); n > 0 {
		slot := t.free[n-1]
		t.free = t.free[:n-1]
		return slot
	}
	slot := t.entries.n
	t.entries.grow(slot + 1)
	return slot
}

// Remove forgets the key of a slot. The slot may be given to another key by the next insertion.
func (t *Table) Remove(slot int32) {
	t.removing(slot)
	t.unlink(slot)
}

// unlink lets go of a slot and its key.
func (t *Table) unlink(slot int32) {
	if t.isCold(slot) {
		t.cold.drop(slot)
	}
	e := t.entries.at(slot)
	tag := tagOf(e.hash, t.Namespace(slot))
	p := tag & t.mask
	for t.index[p] != uint64(tag)<<32|uint64(slot+1) {
		p = (p + 1) & t.mask
	}
	t.closeGap(p)
	t.live.clear(slot)
	t.free = append(t.free, slot)
	t.count--
	key := e.key
	e.key = 0
	t.keys.free(key, t.keyOf)
}

// keyOf is where a slot keeps where its key is.
func (t *Table) keyOf(slot int32) *ref { return &t.entries.at(slot).key }

// Clear removes all keys and keeps the memory, except that of the keys.
func (t *Table) Clear() {
	if t.changes != nil {
		t.All(t.removing)
	}
	clear(t.index)
	t.entries.reset()
	t.namespaces = pages[int64]{}
	t.live, t.free, t.count, t.keys, t.cold = t.live[:0], t.free[:0], 0, arena{}, nil
}

// closeGap empties a place and moves up the keys behind it that would not be found any more.
func (t *Table) closeGap(gap uint32) {
	for p := gap; ; {
		p = (p + 1) & t.mask
		found := t.index[p]
		if found == 0 {
			break
		}
		home := uint32(found>>32) & t.mask
		if (p-home)&t.mask >= (p-gap)&t.mask {
			t.index[gap] = found
			gap = p
		}
	}
	t.index[gap] = 0
}

func (t *Table) resize(n int) {
	old := t.index
	t.index, t.mask = make([]uint64, n), uint32(n-1)
	for _, found := range old {
		if found == 0 {
			continue
		}
		p := uint32(found>>32) & t.mask
		for t.index[p] != 0 {
			p = (p + 1) & t.mask
		}
		t.index[p] = found
	}
}

// All calls f with every slot in use, in ascending order.
func (t *Table) All(f func(slot int32)) {
	for i, word := range t.live {
		for ; word != 0; word &= word - 1 {
			f(int32(i<<6 + bits.TrailingZeros64(word)))
		}
	}
}
