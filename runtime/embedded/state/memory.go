package state

import (
	"fmt"
	"runtime"
	"runtime/metrics"
	"sync"
	"sync/atomic"
	"time"
)

// OrderedSpaces is the bit that the numbers of ordered spaces have: the first [OrderSize] bytes of each key there, a time
// (big-endian, so that earlier ones come first) and a bucket, are an order in which the space can be read.
const (
	OrderedSpaces uint32 = 1 << 31
	OrderSize            = 9
)

// Disk keeps the entries that tables have no room for in memory. It is used concurrently, and lasts for one attempt of a job:
// what outlives that are checkpoints. Keys and values are copied.
type Disk interface {
	// Set puts the value of a key in the place of any there was.
	Set(space uint32, key, value []byte) error
	// Get returns the value of a key, and whether there is one.
	Get(space uint32, key []byte) (value []byte, ok bool, err error)
	Delete(space uint32, key []byte) error
	// Clear deletes all keys of a space that begin with a part of an order; an empty one is that of all.
	Clear(space uint32, order []byte) error
	// Snapshot is what there is now, whatever becomes of it. It is to be closed.
	Snapshot() DiskSnapshot
}

// DiskSnapshot is what a disk has had at a time.
type DiskSnapshot interface {
	Get(space uint32, key []byte) (value []byte, ok bool, err error)
	// Scan begins to read a space, one at a time: all of it in any order, or an ordered one in its order from a part of an order on,
	// or only what begins with that.
	Scan(space uint32, order []byte, only bool) error
	// Next returns the next key of the space that is read, until there is none. What it returns is valid until the next call.
	Next() (key, value []byte, ok bool, err error)
	Close() error
}

// Memory is how much of the state of a job may be in memory. The tables of all tasks share it.
type Memory struct {
	// most is what state may take at most, in bytes, and heap what all that lives in the process may; 0 is for no such bound.
	most, heap int64
	// budget is what state may take now: less than most while the process takes more than it should.
	budget, used atomic.Int64
	spaces       atomic.Uint32
	isFull       atomic.Bool
	open         func() (Disk, error)
	disk         func() (Disk, error)

	mu     sync.Mutex
	sample []metrics.Sample
	cycles uint64
	// urgent tells that far too much lived after the newest collection, and full how often in a row that was so although there was nothing
	// left to write to disk, fullAt when it was last.
	urgent bool
	full   int
	fullAt time.Time
	// tables are those that share the memory.
	tables []*spill
}

// leastBudget is what state may always take.
const leastBudget = 1 << 20

// NewMemory makes a memory of at most that many bytes of state, which is also made smaller while all that lives in the process
// takes more than heap bytes. The disk is opened when something has no room.
func NewMemory(most, heap int64, open func() (Disk, error)) *Memory {
	m := &Memory{most: most, heap: heap, open: open}
	m.budget.Store(most)
	m.disk = sync.OnceValues(func() (Disk, error) { return m.open() })
	m.sample = []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/gc/cycles/total:gc-cycles"}}
	return m
}

// Used is about how many bytes of state are in memory.
func (m *Memory) Used() int64 { return m.used.Load() }

// The memory is full when this many looks, with a pause between them for tables of other tasks, have found more by this factor than all that
// lives in the process may take, although state has been written to disk as far as that is possible.
const (
	fullLooks  = 3
	fullPause  = 30 * time.Millisecond
	fullFactor = 1.3
)

// FullError tells that the process needs more memory than it may take.
type FullError struct {
	// Live is how many bytes live in the process, Limit how many may.
	Live, Limit int64
	// Owner is what has most of the state in memory, Held about how many bytes that are, and Key how many of them its largest key has.
	Owner     string
	Held, Key int64
	// Copy tells that Key is the cause: there is no room for what is written of it beside it.
	Copy bool
}

// Error names what takes the memory, and what can be done. The name of an operator is long and comes last: what is told of the error elsewhere
// may be cut.
func (e *FullError) Error() string {
	text := fmt.Sprintf("memory is full: %d MB live, %d MB may, and state is on disk as far as possible", e.Live>>20, e.Limit>>20)
	if e.Copy {
		text = fmt.Sprintf("memory is full: %d MB may live, which is too little for a key and what is written of it", e.Limit>>20)
	}
	if e.Owner == "" {
		return text + ": give the application more memory (taskmanager.memory.process.size)"
	}
	return text + fmt.Sprintf("; the largest key has %d MB: give the application more memory (taskmanager.memory.process.size) or fewer rows under one "+
		"key (a shorter window, table.exec.state.ttl). %d MB are held by %s", e.Key>>20, e.Held>>20, e.Owner)
}

// fullError is why nothing can go on, nil where it can.
func (m *Memory) fullError() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.full < fullLooks {
		return nil
	}
	m.full = 0
	e := &FullError{Live: int64(m.sample[0].Value.Uint64()), Limit: m.heap}
	for _, s := range m.tables {
		if held := s.held.Load(); held > e.Held {
			e.Owner, e.Held, e.Key = s.owner, held, s.key.Load()
		}
	}
	return e
}

// noRoomFor is why a table cannot go on whose largest content has no room beside what is written of it.
func (m *Memory) noRoomFor(s *spill) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return &FullError{Limit: m.heap, Owner: s.owner, Held: s.held.Load(), Key: s.key.Load(), Copy: true}
}

// over is by how much a table that takes a number of bytes has to become smaller: each gives up the same share.
func (m *Memory) over(weight int64) int64 {
	if m.heap > 0 {
		m.watch()
	}
	used, budget := m.used.Load(), m.budget.Load()
	if used <= budget {
		return 0
	}
	return weight - int64(float64(weight)*float64(budget)/float64(used)*spare)
}

// spare is how much of its share a table keeps, so that it has not to give something up at each batch.
const spare = 0.95

// watch adjusts the budget after each collection to what lives in the process: what state takes is only estimated. While far too much
// lives there is a collection at each look, so that who takes more than there is does not take it all before that is known.
func (m *Memory) watch() {
	if !m.mu.TryLock() {
		return
	}
	defer m.mu.Unlock()
	metrics.Read(m.sample[1:])
	if m.sample[1].Value.Uint64() == m.cycles {
		if !m.urgent {
			return
		}
		runtime.GC()
		metrics.Read(m.sample[1:])
	}
	m.cycles = m.sample[1].Value.Uint64()
	metrics.Read(m.sample[:1])
	m.adjust(int64(m.sample[0].Value.Uint64()))
}

// adjust is for a collection after which so many bytes live. The caller holds the lock.
func (m *Memory) adjust(live int64) {
	budget, least := m.budget.Load(), min(leastBudget, m.most)
	exhausted := budget <= least
	m.urgent = float64(live) > fullFactor*float64(m.heap)
	switch {
	case m.urgent:
		budget = min(budget, m.used.Load()) - (live - m.heap)
	case live > m.heap:
		budget = min(budget, m.used.Load()) * 9 / 10
	case live < m.heap*3/4:
		budget += budget / 20
	}
	m.budget.Store(max(min(budget, m.most), least))
	switch now := time.Now(); {
	case !exhausted || !m.urgent:
		m.full = 0
	case now.Sub(m.fullAt) >= fullPause:
		m.full++
		m.fullAt = now
	}
	m.isFull.Store(m.full >= fullLooks)
}
