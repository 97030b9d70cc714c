package state

import (
	"encoding/binary"
	"errors"
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
	// changed are the slots that the part being read has set, and part its number, counted from 1.
	changed bitmap
	part    int64
	// weight is about how many bytes it takes.
	weight int64
}

// NewImage returns an empty image. What m has no room for lies on disk; nil has room for everything.
func NewImage(m *Memory) *Image {
	t := NewTable()
	t.cold = &cold{}
	t.Spill(m, Content{})
	return &Image{table: t, part: 1}
}

// Len is the number of entries in memory.
func (i *Image) Len() int { return i.table.count }

// Add adds the entries of a part that has all entries of its key groups, so that no key comes twice. The image keeps the block.
func (i *Image) Add(b *Block) error {
	if b.Removed {
		return fmt.Errorf("%w: keys are gone that never were there", errDamaged)
	}
	t := i.table
	onDisk, err := i.full(b)
	if err != nil {
		return err
	}
	if onDisk {
		return i.each(b, i.add)
	}
	t.cold.begin(b.Data)
	return i.each(b, func(e imageEntry) error {
		slot := t.newSlot()
		t.put(slot, e.hash, e.namespace, e.key)
		t.cold.add(slot, e.offset, len(e.content))
		t.count++
		return nil
	})
}

// full tells that a block is to lie on disk: what memory it would take is not there.
func (i *Image) full(b *Block) (bool, error) {
	s := i.table.spill
	if s == nil {
		return false, nil
	}
	if s.disk == nil {
		weight := i.weight + int64(len(b.Data)) + int64(b.Count)*slotWeight
		if s.memory.used.Load()+weight-i.weight <= s.memory.budget.Load() {
			i.weight = weight
			s.weigh(weight)
			return false, nil
		}
	}
	return true, i.table.openDisk()
}

// add writes an entry to disk that is not there.
func (i *Image) add(e imageEntry) error {
	i.table.spill.stores(e.namespace, e.key)
	return i.store(e)
}

// store writes an entry to disk. The number of the part stands where the checkpoint is later: no checkpoint is negative.
func (i *Image) store(e imageEntry) error {
	s := i.table.spill
	s.buf = append(binary.AppendVarint(s.buf[:0], -i.part), e.content...)
	s.name = i.table.appendName(s.name[:0], e.namespace, e.key)
	return s.disk.Set(i.table.space(entrySpace), s.name, s.buf)
}

// replace writes an entry to disk that may be there.
func (i *Image) replace(e imageEntry) error {
	s := i.table.spill
	if !s.mayStore(e.namespace, e.key) {
		return i.add(e)
	}
	_, known, err := s.disk.Get(i.table.space(entrySpace), i.table.appendName(nil, e.namespace, e.key))
	switch {
	case err != nil:
		return err
	case known:
		return i.store(e)
	}
	return i.add(e)
}

// Next begins a part with what has changed since those before.
func (i *Image) Next() {
	i.index()
	clear(i.changed)
	i.part++
}

// Change puts the entries of a part with changes in the place of older ones, and removes those that are gone. The image keeps the
// block.
func (i *Image) Change(b *Block) error {
	t := i.table
	if b.Removed {
		return i.each(b, i.remove)
	}
	onDisk, err := i.full(b)
	if err != nil {
		return err
	}
	if !onDisk {
		t.cold.begin(b.Data)
	}
	return i.each(b, func(e imageEntry) error {
		slot, place := t.lookup(e.hash, e.namespace, e.key)
		switch {
		case slot == NoSlot && onDisk:
			return i.replace(e)
		case slot == NoSlot:
			slot = t.insert(place, e.hash, e.namespace, e.key)
		default:
			t.cold.drop(slot)
		}
		if onDisk {
			t.cold.begin(b.Data[e.offset : e.offset+len(e.content)])
			e.offset = 0
		}
		t.cold.add(slot, e.offset, len(e.content))
		i.changed.set(slot)
		return nil
	})
}

// remove removes an entry that is gone. What is both gone and set in a part went first.
func (i *Image) remove(e imageEntry) error {
	t := i.table
	if slot, _ := t.lookup(e.hash, e.namespace, e.key); slot != NoSlot {
		if !i.changed.has(slot) {
			t.Remove(slot)
		}
		return nil
	}
	if t.spill == nil || t.spill.disk == nil || !t.spill.mayStore(e.namespace, e.key) {
		return nil
	}
	name := t.appendName(nil, e.namespace, e.key)
	value, ok, err := t.spill.disk.Get(t.space(entrySpace), name)
	if err != nil || !ok {
		return err
	}
	if part, _, err := cutSince(value); err != nil || part == -i.part {
		return err
	}
	t.spill.forgets(e.namespace, e.key)
	return t.spill.disk.Delete(t.space(entrySpace), name)
}

// imageEntry is an entry of a block, in which its content lies at an offset.
type imageEntry struct {
	hash                   uint64
	namespace              int64
	identity, key, content []byte
	offset                 int
}

// each gives the entries of a block.
func (i *Image) each(b *Block, f func(imageEntry) error) error {
	return b.entries(func(start, identity, end int) error {
		e := imageEntry{identity: b.Data[start : start+identity], content: b.Data[start+identity : end], offset: start + identity}
		key, rest, err := CutBytes(e.identity)
		if err != nil {
			return err
		}
		if len(rest) > 0 {
			var n int
			if e.namespace, n = binary.Varint(rest); n != len(rest) {
				return errDamaged
			}
			i.table.namespaced = true
		}
		e.hash, e.key = batch.Hash(key), key
		return f(e)
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

// moveTo makes a table, which is empty, that of the image. The content of a slot is read when it is looked up, or at once where it may
// be due some time.
func (i *Image) moveTo(t *Table, m *Memory, c Content) error {
	if i.table.namespaced && !t.namespaced {
		return fmt.Errorf("%w: it has namespaces", ErrSignature)
	}
	if c.Hash != nil {
		i.table.All(func(slot int32) { i.table.entries.at(slot).hash = c.Hash(i.table.Key(slot)) })
		i.indexed = 0
	}
	i.index()
	i.table.namespaced = t.namespaced
	if i.table.cold.decode = c.Restore; i.table.cold.count == 0 {
		i.table.cold = nil
	}
	if i.table.spill == nil {
		i.table.Spill(m, c)
	}
	*t = *i.table
	i.table = nil
	if c.Due == nil || c.Expires {
		t.setContent(c)
		return nil
	}
	t.All(t.Warm)
	return t.readStored(c)
}

func (t *Table) setContent(c Content) {
	if t.spill != nil {
		t.spill.content = c
	}
}

// readStored reads all that an image has on disk, so that what is due is known. What there is no room for is written again.
func (t *Table) readStored(c Content) (err error) {
	if t.Stored() == 0 {
		t.setContent(c)
		return nil
	}
	s := t.spill
	snapshot := s.disk.Snapshot()
	defer func() { err = errors.Join(err, snapshot.Close()) }()
	old := t.space(entrySpace)
	if err := s.disk.Clear(old, nil); err != nil {
		return err
	}
	s.stored, s.presence = 0, nil
	t.setContent(c)
	if err := snapshot.Scan(old, nil, false); err != nil {
		return err
	}
	mostLoaded := s.loaded + s.mostLoaded()
	for n := 1; ; n++ {
		name, value, ok, err := snapshot.Next()
		if err != nil || !ok {
			return err
		}
		namespace, key, err := t.cutName(name)
		if err != nil {
			return err
		}
		_, content, err := cutSince(value)
		if err != nil {
			return err
		}
		hash := s.hash(key)
		_, place := t.lookup(hash, namespace, key)
		t.fill(place, hash, namespace, key, 0, content)
		if n%loadedAtOnce == 0 || s.loaded >= mostLoaded {
			t.Settle()
			mostLoaded = s.loaded + s.mostLoaded()
		}
	}
}
