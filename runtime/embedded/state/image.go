package state

import (
	"encoding/binary"
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

// Image is keyed state as it was read from files, before its operator takes it. Entries are found by their identity and lie as
// they were written, so that an image can be made while another job still works with the state, and be brought to where that
// job stops by what it has changed since.
type Image struct {
	table *Table
	// indexed are the slots below which keys can be found: those of the oldest parts are indexed all at once.
	indexed int32
	// changed are the slots that the part being read has set.
	changed bitmap
}

// NewImage returns an empty image.
func NewImage() *Image {
	t := NewTable()
	t.cold = &cold{}
	return &Image{table: t}
}

// Len is the number of entries.
func (i *Image) Len() int { return i.table.count }

// Add adds the entries of a part that has all entries of its key groups, so that no key comes twice. The image keeps the block.
func (i *Image) Add(b *Block) error {
	if b.Removed {
		return fmt.Errorf("%w: keys are gone that never were there", errDamaged)
	}
	t := i.table
	t.cold.begin(b.Data)
	return i.each(b, func(hash uint64, namespace int64, key []byte, offset, length int) {
		slot := t.newSlot()
		t.put(slot, hash, namespace, key)
		t.cold.add(slot, offset, length)
		t.count++
	})
}

// Next begins a part with what has changed since those before.
func (i *Image) Next() {
	i.index()
	clear(i.changed)
}

// Change puts the entries of a part with changes in the place of older ones, and removes those that are gone. The image keeps the
// block.
func (i *Image) Change(b *Block) error {
	t := i.table
	if b.Removed {
		return i.each(b, func(hash uint64, namespace int64, key []byte, _, _ int) {
			// What is both gone and set in a part went first.
			if slot, _ := t.lookup(hash, namespace, key); slot != NoSlot && !i.changed.has(slot) {
				t.Remove(slot)
			}
		})
	}
	t.cold.begin(b.Data)
	return i.each(b, func(hash uint64, namespace int64, key []byte, offset, length int) {
		slot, place := t.lookup(hash, namespace, key)
		if slot == NoSlot {
			slot = t.insert(place, hash, namespace, key)
		} else {
			t.cold.drop(slot)
		}
		t.cold.add(slot, offset, length)
		i.changed.set(slot)
	})
}

// each gives the entries of a block: the key, and where in the block the content is.
func (i *Image) each(b *Block, f func(hash uint64, namespace int64, key []byte, offset, length int)) error {
	return b.entries(func(start, identity, end int) error {
		key, rest, err := CutBytes(b.Data[start : start+identity])
		if err != nil {
			return err
		}
		namespace := int64(0)
		if len(rest) > 0 {
			n := 0
			if namespace, n = binary.Varint(rest); n != len(rest) {
				return errDamaged
			}
			i.table.namespaced = true
		}
		f(batch.Hash(key), namespace, key, start+identity, end-start-identity)
		return nil
	})
}

// index makes the keys be found.
func (i *Image) index() {
	t := i.table
	if i.indexed == t.entries.n {
		return
	}
	size := len(t.index)
	for t.count*loadParts > size*loadMost {
		size *= 2
	}
	t.index, t.mask = make([]uint64, size), uint32(size-1)
	t.All(func(slot int32) {
		tag := tagOf(t.entries.at(slot).hash, t.Namespace(slot))
		p := tag & t.mask
		for t.index[p] != 0 {
			p = (p + 1) & t.mask
		}
		t.index[p] = uint64(tag)<<32 | uint64(slot+1)
	})
	i.indexed = t.entries.n
}

// Each calls decode with each entry once, the identity and the content in one piece. The bytes stay as they are for ever.
func (i *Image) Each(decode func(entry []byte) error) (err error) {
	t := i.table
	var identity []byte
	t.All(func(slot int32) {
		if err == nil {
			identity = t.appendIdentity(identity[:0], slot)
			err = decode(t.cold.entry(slot, int32(len(identity))))
		}
	})
	return err
}

// moveTo makes a table, which is empty, that of the image. decode reads the content of a slot, which has nothing so far.
func (i *Image) moveTo(t *Table, decode func(content []byte, slot int32) error) error {
	i.index()
	if i.table.namespaced && !t.namespaced {
		return fmt.Errorf("%w: it has namespaces", ErrSignature)
	}
	i.table.namespaced = t.namespaced
	if i.table.cold.decode = decode; i.table.cold.count == 0 {
		i.table.cold = nil
	}
	*t = *i.table
	i.table = nil
	return nil
}
