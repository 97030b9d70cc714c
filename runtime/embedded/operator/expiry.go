package operator

import (
	"time"

	"github.com/penstock/penstock/runtime/embedded/state"
)

// expiry forgets keys that were not used for longer than table.exec.state.ttl, by the clock. As in Flink, nothing is sent when
// that happens, and a key that comes again is new. What has expired is not seen any more at once, and removed bit by bit,
// some with each batch.
type expiry struct {
	// ttl is in milliseconds, 0 for ever.
	ttl   int64
	clock func() time.Time
	// now is the clock at the beginning of the batch.
	now int64
	// used is when each slot was last used.
	used []int64
	// swept is the slot to look at next.
	swept int32
}

// sweptPerRow is how many slots are looked at for each row of a batch.
const sweptPerRow = 2

func (e *expiry) open(ttl int64, clock func() time.Time) {
	e.ttl, e.clock = ttl, clock
	if ttl > 0 {
		e.now = clock().UnixMilli()
	}
}

// begin begins a batch of n rows: it reads the clock, and has some of the keys that have expired forgotten.
func (e *expiry) begin(n int, table *state.Table, forget func(slot int32)) {
	table.Settle()
	if e.ttl == 0 {
		return
	}
	e.now = e.clock().UnixMilli()
	table.EachDue(e.now, n*sweptPerRow, func(slot int32) {
		if e.expired(slot) {
			forget(slot)
		}
	})
	for range min(n*sweptPerRow, table.Slots()) {
		if e.swept >= int32(table.Slots()) {
			e.swept = 0
		}
		if table.Live(e.swept) {
			table.Warm(e.swept)
			if e.expired(e.swept) {
				forget(e.swept)
			}
		}
		e.swept++
	}
}

// expiring lets what lies on disk be forgotten, too.
func (e *expiry) expiring(c state.Content) state.Content {
	if e.ttl > 0 && c.Due == nil {
		c.Due, c.Expires = func(slot int32) int64 { return e.used[slot] + e.ttl }, true
	}
	return c
}

func (e *expiry) expired(slot int32) bool {
	return e.ttl > 0 && int(slot) < len(e.used) && e.now-e.used[slot] >= e.ttl
}

// use says that a slot is used now, and tells whether what it held has expired: then it is to be taken as new.
func (e *expiry) use(slot int32, isNew bool) (expired bool) {
	if e.ttl == 0 {
		return false
	}
	expired = !isNew && e.expired(slot)
	for int(slot) >= len(e.used) {
		e.used = append(e.used, 0)
	}
	e.used[slot] = e.now
	return expired
}

// append and restore write and read when a slot was last used, 0 where nobody wants to know.
func (e *expiry) append(dst []byte, slot int32) []byte {
	if e.ttl == 0 {
		return appendVarint(dst, 0)
	}
	return appendVarint(dst, e.used[slot])
}

func (e *expiry) restore(src []byte, slot int32) (rest []byte, err error) {
	used, rest, err := cutVarint(src)
	if err != nil || e.ttl == 0 {
		return rest, err
	}
	e.use(slot, true)
	if used > 0 {
		e.used[slot] = used
	}
	return rest, nil
}
