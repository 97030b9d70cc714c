package state

import (
	"encoding/binary"
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

// load brings an entry back from disk, and returns its slot, or NoSlot. place is where lookup has looked for it.
func (t *Table) load(place uint32, hash uint64, namespace int64, key []byte) int32 {
	s := t.spill
	if !s.mayStore(namespace, key) {
		return NoSlot
	}
	s.name = t.appendName(s.name[:0], namespace, key)
	value, ok, err := s.disk.Get(t.space(entrySpace), s.name)
	if err == nil && ok {
		var since, due int64
		if since, due, value, err = s.cutValue(value); err == nil {
			if err = t.forgetStored(due, namespace, key); err == nil {
				return t.fill(place, hash, namespace, key, since, value)
			}
		}
	}
	if err != nil {
		panic(&AccessError{fmt.Errorf("read state from disk: %w", err)})
	}
	return NoSlot
}

// cutValue takes apart the value of an entry on disk.
func (s *spill) cutValue(value []byte) (since, due int64, content []byte, err error) {
	if since, content, err = cutSince(value); err != nil || s.content.Due == nil || since < 0 {
		return since, Never, content, err
	}
	due, n := binary.Varint(content)
	if n <= 0 {
		return 0, 0, nil, errDamaged
	}
	return since, due, content[n:], nil
}

// cutSince takes the checkpoint since which an entry has changed off the value of a disk.
func cutSince(value []byte) (since int64, content []byte, err error) {
	since, n := binary.Varint(value)
	if n <= 0 {
		return 0, nil, errDamaged
	}
	return since, value[n:], nil
}

// forgetStored deletes an entry on disk, which is in a slot from now on.
func (t *Table) forgetStored(due, namespace int64, key []byte) error {
	s := t.spill
	s.forgets(namespace, key)
	s.name = t.appendName(s.name[:0], namespace, key)
	err := s.disk.Delete(t.space(entrySpace), s.name)
	if err == nil && due != Never {
		err = s.disk.Delete(t.space(dueSpace), t.dueName(due, namespace, key))
	}
	return err
}

// fill gives an entry that lay on disk a slot.
func (t *Table) fill(place uint32, hash uint64, namespace int64, key []byte, since int64, content []byte) int32 {
	s := t.spill
	slot := t.insert(place, hash, namespace, key)
	if c := t.changes; c != nil {
		if since == 0 || since != c.base {
			c.dirty.clear(slot)
		}
		c.known.set(slot)
	}
	if err := s.content.Restore(content, slot); err != nil {
		panic(&AccessError{fmt.Errorf("read the state of a key: %w", err)})
	}
	s.recent.set(slot)
	s.loaded += int64(len(content))
	if s.content.Loaded != nil {
		s.content.Loaded(slot)
	}
	return slot
}

// hash is the hash that a key is stored under.
func (s *spill) hash(key []byte) uint64 {
	if s != nil && s.content.Hash != nil {
		return s.content.Hash(key)
	}
	return batch.Hash(key)
}

// queuedEntry is an entry that is due.
type queuedEntry struct {
	due, namespace int64
	key            []byte
}

// NextDue is a time before which nothing of what lies on disk is due, [Never] if nothing ever is.
func (t *Table) NextDue() int64 {
	if t.spill == nil {
		return Never
	}
	return t.spill.due
}

// LoadDue brings back what is due by a time, the earliest first: that of the earliest time there is, and not more than most entries, fewer
// if they are large.
// NextDue tells whether there is more.
func (t *Table) LoadDue(by int64, most int) { t.EachDue(by, most, func(int32) {}) }

// EachDue is LoadDue, and calls f with each slot that is filled.
func (t *Table) EachDue(by int64, most int, f func(slot int32)) {
	if t.spill == nil || t.spill.due > by {
		return
	}
	if err := t.eachDue(by, most, f); err != nil {
		panic(&AccessError{fmt.Errorf("read state from disk: %w", err)})
	}
}

func (t *Table) eachDue(by int64, most int, f func(slot int32)) error {
	s := t.spill
	first, mostLoaded := Never, s.loaded+s.mostLoaded()
	for n := 0; ; n++ {
		if s.queue == nil || s.fresh <= s.head.due {
			if err := t.beginQueue(); err != nil {
				return err
			}
		}
		s.due = min(s.head.due, s.fresh)
		if s.head.due > by {
			return s.endQueue()
		}
		if n > 0 && (n >= most || s.loaded >= mostLoaded || s.head.due > first) {
			return nil
		}
		first = s.head.due
		// It may have been looked up meanwhile, and not be on disk any more.
		hash := s.hash(s.head.key)
		if slot, place := t.lookup(hash, s.head.namespace, s.head.key); slot == NoSlot {
			if slot = t.load(place, hash, s.head.namespace, s.head.key); slot != NoSlot {
				f(slot)
			}
		}
		if err := t.advanceQueue(); err != nil {
			return err
		}
	}
}

// beginQueue reads what is due anew.
func (t *Table) beginQueue() error {
	s := t.spill
	if err := s.endQueue(); err != nil {
		return err
	}
	s.queue, s.fresh = s.disk.Snapshot(), Never
	if err := s.queue.Scan(t.space(dueSpace), appendTime(nil, s.due), false); err != nil {
		return err
	}
	return t.advanceQueue()
}

func (s *spill) endQueue() (err error) {
	if s.queue != nil {
		err = s.queue.Close()
		s.queue = nil
	}
	return err
}

// advanceQueue goes on to the next entry that is due.
func (t *Table) advanceQueue() error {
	s := t.spill
	name, _, ok, err := s.queue.Next()
	if err != nil {
		return err
	}
	s.head = queuedEntry{due: Never}
	if ok {
		due, rest, err := cutOrdered(name)
		if err != nil {
			return err
		}
		namespace, key, err := t.cutName(rest)
		if err != nil {
			return err
		}
		s.head = queuedEntry{due, namespace, key}
	}
	return nil
}
