package state

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
	"slices"
	"sync/atomic"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

// Content is how what belongs to the slots of a table is written, read and let go of.
type Content struct {
	// Append appends what belongs to a slot. It depends on nothing else than the slot.
	Append func(dst []byte, slot int32) []byte
	// Size is about how many bytes Append appends, without doing it; nil for contents that do not grow with each row of a key. It is asked
	// again and again of what is large.
	Size func(slot int32) int
	// Copies is how often what Size says must have room at once, if that is more than usual: what a slot has, and what is written of it.
	Copies float64
	// Restore reads what Append wrote into a slot that has nothing. The bytes are never written again.
	Restore func(content []byte, slot int32) error
	// Release lets go of what belongs to a slot, which may then become another key's.
	Release func(slot int32)

	// Due is the time at which a slot is wanted although nobody looks it up, such as that of its first timer, or [Never]. What lies
	// on disk is brought back by [Table.LoadDue]; Restore then sets the timers again. Nil for tables whose entries are only looked up.
	Due func(slot int32) int64
	// Expires tells that Due is only when a slot may be forgotten. Then it does not matter that of what a checkpoint had and nobody has
	// looked up nobody knows it either.
	Expires bool
	// Evicted is called after entries were written to disk: slots that are not live any more are not to be named. Loaded is told of a
	// slot that was filled from disk. Both are nil if nobody wants to know.
	Evicted func()
	Loaded  func(slot int32)
	// Hash is the hash that a key is stored under; nil for batch.Hash.
	Hash func(key []byte) uint64
}

// Never is a time that does not come.
const Never int64 = math.MaxInt64

// Spill lets what a table has no room for in memory lie on disk. Slots are only good until [Table.Settle] then.
func (t *Table) Spill(m *Memory, c Content) {
	if m != nil {
		n := m.spaces.Add(1)
		t.spill = &spill{memory: m, content: c, number: n * spacesOfTable, due: Never, fresh: Never}
		m.mu.Lock()
		defer m.mu.Unlock()
		m.tables = append(m.tables, t.spill)
	}
}

// spill is the part of a table that lies on disk. An entry is either there or in a slot. Its value is the checkpoint since which it has
// changed (0 for one that has not since the newest, and less for one that a checkpoint had and that was not in a slot since), where
// there is one and the content has a time at which it is due that time, and the content. While
// changes are kept, a second space has the identities of entries that have changed since the newest checkpoint and were written to disk
// or removed then. A third one has the entries that are due some time, in the order of that.
type spill struct {
	memory  *Memory
	content Content
	number  uint32
	// disk is nil before the first entry was written; stored is how many entries it has, and presence which, nil where there are too many.
	disk     Disk
	stored   int
	presence *presence
	// recent are the slots that were looked up since the hand passed them; next is the word where it is.
	recent bitmap
	next   int
	// weight is what memory was told that the table takes, mean the length of the contents that were seen and largest the greatest one
	// that is in memory, in its slot. Held is about what of it cannot be told to be on disk, key what the largest content takes, and
	// owner whose it is.
	weight  int64
	mean    float64
	largest struct {
		slot   int32
		length int
	}
	held, key atomic.Int64
	owner     string
	// samples are the settlements until the next look at the length of a content, and sampled the slot that was looked at.
	samples int
	sampled int32
	// rests is until when the slot that was looked up last is not looked at.
	rests time.Time
	// loaded is how many bytes were brought back from disk.
	loaded int64
	// kept are the settlements in which what was just looked up stays in memory.
	kept      int
	name, buf []byte

	// due is not after the time at which the next entry is due. While entries are brought back, queue reads them, head is the first
	// that it has not given yet, and fresh the earliest time of those that were written since it began.
	due, fresh int64
	queue      DiskSnapshot
	head       queuedEntry
}

// The spaces of a table, which are ordered where the table has namespaces.
const (
	entrySpace = iota
	changedSpace
	dueSpace
	spacesOfTable
)

const (
	// slotWeight is about what a slot takes beside its key and its content, and contentWeight by how much contents are larger in
	// memory than on disk.
	slotWeight    = 80
	contentWeight = 1.5

	// To find out how long contents are takes at most one part in so many of the time.
	sizePace = 50
	// usualCopies is how often the largest content must have room: what a slot has, and what is written of it, to disk and to a checkpoint at the
	// same time, each of which is compressed, and what of that is garbage that was not collected yet.
	usualCopies = 8

	// A content is large that is longer than this share of what state may take, and than leastLarge.
	largeShare = 8
	leastLarge = 1 << 20
)

// space is the number of one of the table's spaces.
func (t *Table) space(kind uint32) uint32 {
	space := t.spill.number + kind
	if t.namespaced || kind == dueSpace {
		space |= OrderedSpaces
	}
	return space
}

// appendName appends what an entry is called on disk: its identity, in a table with namespaces in their order.
func (t *Table) appendName(dst []byte, namespace int64, key []byte) []byte {
	if t.namespaced {
		return appendOrdered(dst, namespace, key)
	}
	return AppendBytes(dst, key)
}

func appendOrdered(dst []byte, at int64, key []byte) []byte {
	return append(append(appendTime(dst, at), bucketOf(key)), key...)
}

// appendTime appends a time so that earlier ones are less.
func appendTime(dst []byte, at int64) []byte {
	return binary.BigEndian.AppendUint64(dst, uint64(at)^1<<63)
}

// bucketOf is one of 256 parts of what a namespace has.
func bucketOf(key []byte) byte { return byte(batch.Hash(key) >> 56) }

// cutOrdered reads what appendOrdered wrote.
func cutOrdered(name []byte) (at int64, key []byte, err error) {
	if len(name) < OrderSize {
		return 0, nil, errDamaged
	}
	return int64(binary.BigEndian.Uint64(name) ^ 1<<63), name[OrderSize:], nil
}

// cutName reads what appendName wrote.
func (t *Table) cutName(name []byte) (namespace int64, key []byte, err error) {
	if t.namespaced {
		return cutOrdered(name)
	}
	key, _, err = CutBytes(name)
	return 0, key, err
}

// Settle has the table give up what it has no room for. Operators call it between two batches.
func (t *Table) Settle() {
	s := t.spill
	if s == nil {
		return
	}
	t.sample()
	t.refuse()
	weight := int64(float64(t.count)*(slotWeight+contentWeight*s.mean)) + int64(t.keys.used)
	if t.live.has(s.largest.slot) {
		weight = max(weight, int64(contentWeight*float64(s.largest.length)))
	}
	if s.presence != nil {
		weight += int64(s.presence.size)
	}
	s.weigh(weight)
	t.holds(weight)
	over := s.memory.over(weight)
	if s.memory.isFull.Load() {
		t.lookAtAll()
		if err := s.memory.fullError(); err != nil {
			panic(&AccessError{err})
		}
	}
	if over <= 0 || t.count == 0 {
		return
	}
	t.evict(int(over*int64(t.count)/weight) + 1)
	if s.content.Evicted != nil {
		s.content.Evicted()
	}
}

// holds notes how much is in memory.
func (t *Table) holds(weight int64) {
	s := t.spill
	if !t.live.has(s.largest.slot) {
		s.largest.length = 0
	}
	key := int64(contentWeight * float64(s.largest.length))
	s.key.Store(key)
	s.held.Store(max(weight, key))
}

// mostLookedAt is how many contents are looked at in order to tell which is the largest.
const mostLookedAt = 10_000

// lookAtAll finds out what the largest content is, before that is told.
func (t *Table) lookAtAll() {
	s := t.spill
	n := 0
	t.All(func(slot int32) {
		if n++; n <= mostLookedAt {
			s.seen(slot, t.contentSize(slot))
		}
	})
	t.holds(s.weight)
}

// contentSize is about how long the content of a slot is.
func (t *Table) contentSize(slot int32) int {
	s := t.spill
	switch {
	case t.isCold(slot):
		return len(t.cold.content(slot))
	case s.content.Size != nil:
		return s.content.Size(slot)
	}
	s.buf = s.content.Append(s.buf[:0], slot)
	return len(s.buf)
}

// refuse fails when the largest content takes so much that there is no room for the copy of it that is written, to disk or to a checkpoint.
func (t *Table) refuse() {
	s := t.spill
	if !s.isTooLarge() || !t.live.has(s.largest.slot) {
		return
	}
	// It may have become smaller since it was looked at.
	s.seen(s.largest.slot, t.contentSize(s.largest.slot))
	if s.isTooLarge() {
		t.holds(s.weight)
		panic(&AccessError{s.memory.noRoomFor(s)})
	}
}

// isTooLarge tells that the largest content has no room beside what is written of it.
func (s *spill) isTooLarge() bool {
	copies := s.content.Copies
	if copies == 0 {
		copies = usualCopies
	}
	limit := s.memory.heap
	return limit > 0 && copies*float64(s.largest.length) > fullFactor*float64(limit)
}

func (s *spill) ownedBy(owner string) {
	s.memory.mu.Lock()
	defer s.memory.mu.Unlock()
	s.owner = owner
}

func (s *spill) weigh(weight int64) {
	s.memory.used.Add(weight - s.weight)
	s.weight = weight
}

// sample looks at the content of one slot, the less often the longer that is.
func (t *Table) sample() {
	if t.count == 0 {
		return
	}
	s := t.spill
	if s.content.Size != nil {
		t.sampleLatest()
	}
	if s.samples--; s.samples > 0 {
		return
	}
	for range min(64, t.Slots()) {
		if s.sampled++; int(s.sampled) >= t.Slots() {
			s.sampled = 0
		}
		if t.live.has(s.sampled) {
			length := t.contentSize(s.sampled)
			s.seen(s.sampled, length)
			s.samples = length >> 8
			return
		}
	}
}

// sampleLatest looks at the content of the slot that was looked up last: a key that has most of the rows grows fast.
func (t *Table) sampleLatest() {
	s := t.spill
	if !t.live.has(t.latest) {
		return
	}
	begin := time.Now()
	if begin.Before(s.rests) {
		return
	}
	s.seen(t.latest, t.contentSize(t.latest))
	end := time.Now()
	s.rests = end.Add(sizePace * end.Sub(begin))
}

// mostLoaded is how many bytes are brought back from disk before the table has to settle.
func (s *spill) mostLoaded() int64 { return max(leastLarge, s.memory.budget.Load()/largeShare) }

// seen notes how long the content of a slot is.
func (s *spill) seen(slot int32, length int) {
	if slot == s.largest.slot || length > s.largest.length {
		s.largest.slot, s.largest.length = slot, length
	}
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
	first, second := len(t.live), len(t.live)
	if s.kept--; s.kept > 0 {
		second = 0
	}
	for words := first + second; n > 0 && words > 0 && t.count > 0; words-- {
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
			// What is too large to be written now and read again in the next batch stays if it was looked up in the last one, and the
			// second round is left out for a while then: to find out is to encode it.
			if length := t.evictSlot(int32(s.next<<6+bits.TrailingZeros64(word)), words <= second); length != 0 {
				s.kept = length >> 16
				return
			}
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

// evictSlot writes an entry to disk, unless its content is large and such may stay: then it returns how long that is, in bytes.
func (t *Table) evictSlot(slot int32, largeStays bool) (length int) {
	s, c := t.spill, t.changes
	since := int64(0)
	if c != nil && c.base != 0 && c.dirty.has(slot) {
		since = c.base
	}
	value := binary.AppendVarint(s.buf[:0], since)
	if s.content.Size != nil {
		value = slices.Grow(value, t.contentSize(slot)+2*binary.MaxVarintLen64)
	}
	due := Never
	if s.content.Due != nil {
		t.Warm(slot)
		due = s.content.Due(slot)
		value = binary.AppendVarint(value, due)
	}
	start := len(value)
	value = t.appendContent(value, slot, s.content.Append)
	length = len(value) - start
	s.seen(slot, length)
	if largeStays && int64(length) >= max(leastLarge, s.memory.budget.Load()/largeShare) {
		s.buf = nil
		return length
	}
	s.buf = value
	if cap(value) > leastLarge {
		s.buf = nil
	}
	if c != nil {
		if c.view != nil && c.view.pending.has(slot) {
			c.view.keep(slot)
		}
		c.dirty.clear(slot)
		c.known.clear(slot)
	}
	s.name = t.appendName(s.name[:0], t.Namespace(slot), t.Key(slot))
	err := s.disk.Set(t.space(entrySpace), s.name, value)
	if err == nil && since != 0 {
		err = s.disk.Set(t.space(changedSpace), s.name, nil)
	}
	if err == nil && due != Never {
		s.due, s.fresh = min(s.due, due), min(s.fresh, due)
		err = s.disk.Set(t.space(dueSpace), t.dueName(due, t.Namespace(slot), t.Key(slot)), nil)
	}
	if err != nil {
		panic(&AccessError{fmt.Errorf("write state to disk: %w", err)})
	}
	s.stores(t.Namespace(slot), t.Key(slot))
	if !t.isCold(slot) {
		s.content.Release(slot)
	}
	t.unlink(slot)
	return 0
}

// dueName is what an entry is called among those that are due. The memory is used again.
func (t *Table) dueName(due, namespace int64, key []byte) []byte {
	s := t.spill
	s.name = t.appendName(s.name[:0], namespace, key)
	n := len(s.name)
	s.name = appendOrdered(s.name, due, s.name)
	return s.name[n:]
}
