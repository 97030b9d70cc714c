package operator

import (
	"encoding/binary"

	"github.com/penstock/penstock/runtime/embedded/state"
)

// pendingRows are rows that wait, by key, for the watermark to pass their time. Those of the same key and time are together
// and in order. A timer is set for each key and time.
type pendingRows struct {
	// table has the time as namespace.
	table *state.Table
	rows  [][]rankedRow
}

func newPendingRows() *pendingRows { return &pendingRows{table: state.NewNamespacedTable()} }

// add keeps a row. Rows of equal order are in the order of their arrival.
func (p *pendingRows) add(hash uint64, key []byte, time int64, r rankedRow, timers *state.Timers) {
	slot := p.slot(hash, key, time, timers)
	p.rows[slot], _ = insertRanked(p.rows[slot], r)
}

func (p *pendingRows) slot(hash uint64, key []byte, time int64, timers *state.Timers) int32 {
	slot, isNew := p.table.FindOrInsert(hash, time, key)
	p.grow()
	if isNew {
		p.rows[slot] = nil
		timers.Set(state.Timer{At: time, Slot: slot, Value: time})
	}
	return slot
}

func (p *pendingRows) grow() {
	for len(p.rows) < p.table.Slots() {
		p.rows = append(p.rows, nil)
	}
}

// key is the key, with its hash, whose rows a timer is about.
func (p *pendingRows) key(t state.Timer) (hash uint64, key []byte) {
	return p.table.Hash(t.Slot), p.table.Key(t.Slot)
}

// take removes the rows that a timer is about and returns them.
func (p *pendingRows) take(t state.Timer) []rankedRow {
	rows := p.rows[t.Slot]
	p.table.Remove(t.Slot)
	p.rows[t.Slot] = nil
	return rows
}

// pendingState is the name of the keyed state of waiting rows.
const pendingState = "pending"

func (p *pendingRows) snapshot(w *state.Writer, signature string) {
	w.Keyed(pendingState, signature, p.table, p.append)
}

func (p *pendingRows) append(dst []byte, slot int32) []byte {
	return appendRankedRows(dst, p.rows[slot])
}

// load reads what snapshot wrote, sets the timers, and has what memory has no room for lie on disk until it is due.
func (p *pendingRows) load(r state.Restored, signature string, t *timed) error {
	return r.Load(pendingState, signature, p.table, state.Content{
		Append: p.append,
		Restore: func(content []byte, slot int32) (err error) {
			p.grow()
			if p.rows[slot], _, err = cutRankedRows(content); err != nil {
				return err
			}
			time := p.table.Namespace(slot)
			t.timers.Set(state.Timer{At: time, Slot: slot, Value: time})
			return nil
		},
		Release: func(slot int32) { p.rows[slot] = nil },
		Size:    func(slot int32) int { return rankedSize(p.rows[slot]) },
		Due:     p.table.Namespace,
		Evicted: t.evicted,
	})
}

func appendVarint(dst []byte, v int64) []byte { return binary.AppendVarint(dst, v) }

func cutVarint(src []byte) (int64, []byte, error) {
	v, n := binary.Varint(src)
	if n <= 0 {
		return 0, nil, errRows
	}
	return v, src[n:], nil
}
