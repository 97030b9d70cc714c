package state

import (
	"encoding/binary"
	"fmt"
	"math/bits"
)

// Content is how what belongs to the slots of a table is written, read and let go of.
type Content struct {
	// Append appends what belongs to a slot. It depends on nothing else than the slot.
	Append func(dst []byte, slot int32) []byte
	// Restore reads what Append wrote into a slot that has nothing. The bytes are never written again.
	Restore func(content []byte, slot int32) error
	// Release lets go of what belongs to a slot, which may then become another key's.
	Release func(slot int32)
}

// Spill lets what a table has no room for in memory lie on disk. Slots are only good until [Table.Settle] then. Operators whose slots are
// named elsewhere, as by timers, do without.
func (t *Table) Spill(m *Memory, c Content) {
	if m != nil {
		n := m.spaces.Add(1)
		t.spill = &spill{memory: m, content: c, space: 2 * n}
	}
}

// spill is the part of a table that lies on disk. An entry is either there or in a slot. Its value is the checkpoint since which it has
// changed (0 for one that has not since the newest) and its content. While changes are kept, a second space has the identities of
// entries that have changed since the newest checkpoint and were written to disk then.
type spill struct {
	memory  *Memory
	content Content
	space   uint32
	// disk is nil before the first entry was written.
	disk Disk
	// recent are the slots that were looked up since the hand passed them; next is the word where it is.
	recent bitmap
	next   int
	// weight is what memory was told that the table takes, mean the length of the contents that were seen.
	weight int64
	mean   float64
	// samples are the settlements until the next look at the length of a content, and sampled the slot that was looked at.
	samples       int
	sampled       int32
	identity, buf []byte
}

const (
	// slotWeight is about what a slot takes beside its key and its content, and contentWeight by how much contents are larger in
	// memory than on disk.
	slotWeight    = 80
	contentWeight = 1.5
	// changedSpace is what the space of changed entries has to the number of that of entries.
	changedSpace = 1
)

// Settle has the table give up what it has no room for. Operators call it between two batches.
func (t *Table) Settle() {
	s := t.spill
	if s == nil {
		return
	}
	t.sample()
	weight := int64(float64(t.count)*(slotWeight+contentWeight*s.mean)) + int64(t.keys.used)
	s.weigh(weight)
	if over := s.memory.over(weight); over > 0 && t.count > 0 {
		t.evict(int(over*int64(t.count)/weight) + 1)
	}
}

func (s *spill) weigh(weight int64) {
	s.memory.used.Add(weight - s.weight)
	s.weight = weight
}

// sample looks at the content of one slot, the less often the longer that is.
func (t *Table) sample() {
	s := t.spill
	if s.samples--; s.samples > 0 || t.count == 0 {
		return
	}
	for range min(64, t.Slots()) {
		if s.sampled++; int(s.sampled) >= t.Slots() {
			s.sampled = 0
		}
		if t.live.has(s.sampled) {
			s.buf = t.appendContent(s.buf[:0], s.sampled, s.content.Append)
			s.seen(len(s.buf))
			s.samples = len(s.buf) >> 8
			return
		}
	}
}

func (s *spill) seen(length int) {
	if s.mean == 0 {
		s.mean = float64(length)
	}
	s.mean += (float64(length) - s.mean) / 64
}

// evict writes n entries to disk, those first that were not looked up for long.
func (t *Table) evict(n int) {
	s := t.spill
	if err := t.openDisk(); err != nil {
		panic(&AccessError{err})
	}
	for words := 2 * len(t.live); n > 0 && words > 0 && t.count > 0; words-- {
		if s.next++; s.next >= len(t.live) {
			s.next = 0
		}
		word := t.live[s.next]
		if s.next < len(s.recent) {
			recent := s.recent[s.next]
			s.recent[s.next] = 0
			word &^= recent
		}
		for ; word != 0 && n > 0; word &= word - 1 {
			t.evictSlot(int32(s.next<<6 + bits.TrailingZeros64(word)))
			n--
		}
	}
}

func (t *Table) openDisk() (err error) {
	if t.spill.disk == nil {
		if t.spill.disk, err = t.spill.memory.disk(); err != nil {
			return fmt.Errorf("open what keeps state on disk: %w", err)
		}
	}
	return nil
}

func (t *Table) evictSlot(slot int32) {
	s, c := t.spill, t.changes
	since := int64(0)
	if c != nil {
		if c.view != nil && c.view.pending.has(slot) {
			c.view.keep(slot)
		}
		if c.base != 0 && c.dirty.has(slot) {
			since = c.base
		}
		c.dirty.clear(slot)
		c.known.clear(slot)
	}
	s.identity = t.appendIdentity(s.identity[:0], slot)
	value := binary.AppendVarint(s.buf[:0], since)
	start := len(value)
	value = t.appendContent(value, slot, s.content.Append)
	s.seen(len(value) - start)
	s.buf = value
	err := s.disk.Set(s.space, s.identity, value)
	if err == nil && since != 0 {
		err = s.disk.Set(s.space+changedSpace, s.identity, nil)
	}
	if err != nil {
		panic(&AccessError{fmt.Errorf("write state to disk: %w", err)})
	}
	if !t.isCold(slot) {
		s.content.Release(slot)
	}
	t.unlink(slot)
}

// load brings an entry back from disk, and returns its slot, or NoSlot. place is where lookup has looked for it.
func (t *Table) load(place uint32, hash uint64, namespace int64, key []byte) int32 {
	s := t.spill
	s.identity = AppendBytes(s.identity[:0], key)
	if t.namespaced {
		s.identity = binary.AppendVarint(s.identity, namespace)
	}
	value, ok, err := s.disk.Get(s.space, s.identity)
	if err == nil && ok {
		err = s.disk.Delete(s.space, s.identity)
	}
	if err != nil {
		panic(&AccessError{fmt.Errorf("read state from disk: %w", err)})
	}
	if !ok {
		return NoSlot
	}
	since, content, err := cutSince(value)
	slot := t.insert(place, hash, namespace, key)
	if c := t.changes; c != nil {
		if since == 0 || since != c.base {
			c.dirty.clear(slot)
		}
		c.known.set(slot)
	}
	if err == nil {
		err = s.content.Restore(content, slot)
	}
	if err != nil {
		panic(&AccessError{fmt.Errorf("read the state of a key: %w", err)})
	}
	return slot
}

// cutSince takes the checkpoint since which an entry has changed off the value of a disk.
func cutSince(value []byte) (since int64, content []byte, err error) {
	since, n := binary.Varint(value)
	if n <= 0 {
		return 0, nil, errDamaged
	}
	return since, value[n:], nil
}

// stored is what a view reads of a disk.
type stored struct {
	snapshot DiskSnapshot
	space    uint32
	// delta tells that only what has changed is wanted.
	delta bool
}

// stored begins to read what lies on disk of a table, nil if nothing does.
func (s *spill) stored(delta bool) (*stored, error) {
	if s == nil || s.disk == nil {
		return nil, nil
	}
	r := &stored{snapshot: s.disk.Snapshot(), space: s.space, delta: delta}
	space := s.space
	if delta {
		space += changedSpace
	}
	return r, r.snapshot.Scan(space)
}

// next returns the next entry. One that has changed and is not there any more has no content: it is in a slot, or gone.
func (r *stored) next() (identity, content []byte, there, ok bool, err error) {
	identity, value, ok, err := r.snapshot.Next()
	if err != nil || !ok {
		return nil, nil, false, false, err
	}
	if r.delta {
		if value, there, err = r.snapshot.Get(r.space, identity); err != nil || !there {
			return identity, nil, false, true, err
		}
	}
	_, content, err = cutSince(value)
	return identity, content, true, true, err
}

// forgetChanges begins to tell changes since another checkpoint.
func (s *spill) forgetChanges() {
	if s == nil || s.disk == nil {
		return
	}
	if err := s.disk.Clear(s.space + changedSpace); err != nil {
		panic(&AccessError{fmt.Errorf("write state to disk: %w", err)})
	}
}
