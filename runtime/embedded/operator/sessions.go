package operator

import (
	"slices"

	"github.com/penstock/penstock/runtime/embedded/eventtime"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// sessions keeps the open sessions of each key: [start, end) in local time, end being the last row's time plus the gap. A
// row that touches sessions joins them, and makes one of them if there are several.
type sessions struct {
	gap  int64
	zone eventtime.Zone
	// table maps a key to a slot of open; what belongs to a session lies under a slot of its own, from slots.
	table  *state.Table
	open   [][]session
	slots  slotPool
	timers state.Timers

	content sessionContent
	buf     []byte
}

type session struct {
	start, end int64
	slot       int32
}

// slotPool gives out slots and takes them back.
type slotPool struct {
	free []int32
	next int32
}

func (p *slotPool) take() int32 {
	if n := len(p.free); n > 0 {
		slot := p.free[n-1]
		p.free = p.free[:n-1]
		return slot
	}
	p.next++
	return p.next - 1
}

func (p *slotPool) give(slot int32) { p.free = append(p.free, slot) }

func newSessions(gap int64, zone eventtime.Zone) *sessions {
	return &sessions{gap: gap, zone: zone, table: state.NewTable()}
}

// place finds the session of a row: slot is where its rows belong, isNew tells that the slot is empty, and absorbed are the
// slots of sessions that became part of it, whose contents are to be moved. late tells that the session would be over at the
// watermark, in which case nothing was done. The result is valid until the next call.
func (s *sessions) place(hash uint64, key []byte, rowtime, watermark int64) (slot int32, isNew bool, absorbed []int32, late bool) {
	start := s.zone.Local(rowtime)
	merged := session{start, start + s.gap, state.NoSlot}
	k := s.table.Find(hash, 0, key)
	var open []session
	if k != state.NoSlot {
		open = s.open[k]
	}
	// The sessions of a key are apart and ordered, so that those that are touched lie side by side.
	from := 0
	for from < len(open) && open[from].end < merged.start {
		from++
	}
	to := from
	for to < len(open) && open[to].start <= merged.end {
		merged.start, merged.end = min(merged.start, open[to].start), max(merged.end, open[to].end)
		to++
	}
	at := s.zone.Timer(merged.end - 1)
	if at <= watermark {
		return 0, false, nil, true
	}
	if k == state.NoSlot {
		k, _ = s.table.FindOrInsert(hash, 0, key)
		s.grow()
	}
	s.table.Touch(k)
	if to == from {
		merged.slot, isNew = s.slots.take(), true
	} else {
		merged.slot = open[from].slot
		for _, other := range open[from+1 : to] {
			absorbed = append(absorbed, other.slot)
		}
	}
	if isNew {
		s.timers.Set(state.Timer{At: at, Slot: k, Value: int64(merged.slot)})
	}
	s.open[k] = slices.Replace(s.open[k], from, to, merged)
	return merged.slot, isNew, absorbed, false
}

func (s *sessions) grow() {
	for len(s.open) < s.table.Slots() {
		s.open = append(s.open, nil)
	}
}

// isDue tells whether a session may be over at a watermark.
func (s *sessions) isDue(watermark int64) bool {
	return s.timers.Due(watermark) || s.table.NextDue() <= watermark
}

// due takes the next session that is over at a watermark, with its key. release must follow. A session that has grown since
// its timer was set gets another one: setting it when the session grows would be one for each row.
func (s *sessions) due(watermark int64) (over session, k int32, ok bool) {
	for {
		for next := s.table.NextDue(); next <= watermark && next < s.timers.Next(); next = s.table.NextDue() {
			s.table.Settle()
			s.table.LoadDue(watermark, broughtBack)
		}
		timer, due := s.timers.Pop(watermark)
		if !due {
			return session{}, 0, false
		}
		open := s.open[timer.Slot]
		i := slices.IndexFunc(open, func(o session) bool { return int64(o.slot) == timer.Value })
		if i < 0 {
			continue
		}
		over = open[i]
		if at := s.zone.Timer(over.end - 1); at > timer.At {
			s.timers.Set(state.Timer{At: at, Slot: timer.Slot, Value: timer.Value})
			continue
		}
		s.table.Touch(timer.Slot)
		s.open[timer.Slot] = slices.Delete(open, i, i+1)
		return over, timer.Slot, true
	}
}

// finish gives the slot of a session that is over back, and forgets its key if that was the last one.
func (s *sessions) finish(over session, k int32) {
	s.slots.give(over.slot)
	if len(s.open[k]) == 0 {
		s.table.Remove(k)
	}
}

// reopen opens a session of a key that was open in a checkpoint and returns its slot.
func (s *sessions) reopen(k int32, start, end int64) int32 {
	s.grow()
	restored := session{start, end, s.slots.take()}
	at, _ := slices.BinarySearchFunc(s.open[k], start, func(o session, start int64) int { return int(o.start - start) })
	s.open[k] = slices.Insert(s.open[k], at, restored)
	s.timers.Set(state.Timer{At: s.zone.Timer(end - 1), Slot: k, Value: int64(restored.slot)})
	return restored.slot
}
