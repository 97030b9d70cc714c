package state

import (
	"encoding/binary"
	"fmt"
	"math/bits"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

// Image is keyed state as it was read from files, before its operator takes it. Entries are found by their identity and lie as
// they were written, so that an image can be made while another job still works with the state, and be brought to where that
// job stops by what it has changed since.
type Image struct {
	table *Table
	// indexed are the slots below which keys can be found: those of the first parts are indexed all at once.
	indexed int
	// changed are the slots that the part being read has set.
	changed bitmap
}

// NewImage returns an empty image with room for n entries.
func NewImage(n int) *Image {
	t := NewTable()
	t.hashes, t.namespaces = make([]uint64, 0, n), make([]int64, 0, n)
	t.keys = make([]span, 0, n)
	t.cold = &cold{places: make([]span, 0, n)}
	return &Image{table: t}
}

// Len is the number of entries.
func (i *Image) Len() int { return i.table.count }

// Add adds the entries of a part that has all of them, so that no key comes twice. The image keeps the block.
func (i *Image) Add(b *Block) error {
	t := i.table
	if b.Removed {
		return fmt.Errorf("%w: keys are gone that never were there", errDamaged)
	}
	return i.each(b, func(e imageEntry) {
		slot := int32(len(t.hashes))
		t.hashes, t.namespaces = append(t.hashes, e.hash), append(t.namespaces, e.namespace)
		t.keys = append(t.keys, t.arena.add(e.key))
		t.live.set(slot)
		t.cold.add(slot, e.offset, e.length)
		t.count++
	})
}

// Next begins a part with what has changed since those before.
func (i *Image) Next() {
	i.index()
	clear(i.changed)
}

// Change puts the entries of a part with changes in the place of older ones. The image keeps the block.
func (i *Image) Change(b *Block) error {
	t := i.table
	if b.Removed {
		return i.each(b, func(e imageEntry) {
			// What is gone and set in the same part came again afterwards.
			if slot := t.find(e.hash, e.namespace, e.key); slot != NoSlot && !i.changed.has(slot) {
				t.Remove(slot)
			}
		})
	}
	return i.each(b, func(e imageEntry) {
		slot, isNew := t.insert(e.hash, e.namespace, e.key)
		if !isNew {
			t.cold.drop(slot)
		}
		t.cold.add(slot, e.offset, e.length)
		i.changed.set(slot)
	})
}

// imageEntry is an entry of a block; its content is from an offset in the block.
type imageEntry struct {
	hash           uint64
	namespace      int64
	key            []byte
	offset, length int
}

func (i *Image) each(b *Block, f func(imageEntry)) error {
	t := i.table
	if !b.Removed {
		t.cold.blocks, t.cold.left = append(t.cold.blocks, b.Data), append(t.cold.left, 0)
	}
	offset := 0
	return b.Entries(func(entry []byte, identity int) error {
		key, rest, err := CutBytes(entry[:identity])
		if err != nil {
			return err
		}
		e := imageEntry{hash: batch.Hash(key), key: key, length: len(entry) - identity}
		if len(rest) > 0 {
			n := 0
			if e.namespace, n = binary.Varint(rest); n != len(rest) {
				return errDamaged
			}
			t.namespaced = true
		}
		// The entry is the last thing that was read.
		offset = cap(b.Data) - cap(entry)
		_ = offset
		f(e)
		return nil
	})
}

// index makes the keys be found.
func (i *Image) index() {
	t := i.table
	if i.indexed == len(t.hashes) {
		return
	}
	i.indexed = len(t.hashes)
	t.resize(max(len(t.index), 1<<bits.Len(uint(t.count*4/3))))
}
