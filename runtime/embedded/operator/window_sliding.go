package operator

import (
	"github.com/penstock/penstock/runtime/embedded/aggregate"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// sliding is what the slices of a HOP window come to by key, and goes on from window to window: a slice is folded in when the first
// window that has it fires, and taken out when the last one has. So a window costs what has come and gone since the one before, however
// many slices it has. It is no state: it follows from the slices.
type sliding struct {
	slices *state.Table
	from   *aggregates
	counts *[]int64

	table     *state.Table
	aggs      *aggregates
	unmergers []aggregate.Unmerger
	// rows are the rows of each key, and parts the number of its slices.
	rows  []int64
	parts []int32
	// waiting are the panes that are not folded in.
	waiting []*pane
	// chains lead from a key to its slices, for accumulators that may have to be merged anew; nil where none does.
	chains *sliceChains
	slots  []int32
}

// sliceChains are lists of the slots of slices, each of a key in the windows.
type sliceChains struct {
	// first is by the slot of the key, next and before are by that of the slice; all are one more than slots, 0 being none.
	first, next, before []int32
}

// newSliding is given the slices by key, what they hold, and the accumulators to merge them in.
func newSliding(slices *state.Table, from *aggregates, counts *[]int64, own *aggregates, unmergers []aggregate.Unmerger) *sliding {
	s := &sliding{slices: slices, from: from, counts: counts, table: state.NewTable(), aggs: own, unmergers: unmergers}
	for _, u := range unmergers {
		if !u.AlwaysUnmerges() {
			s.chains = &sliceChains{}
		}
	}
	return s
}

// foldUntil folds in what waits of a window.
func (s *sliding) foldUntil(end int64) error {
	left := s.waiting[:0]
	for _, p := range s.waiting {
		if p.end > end {
			left = append(left, p)
			continue
		}
		if err := s.fold(p); err != nil {
			return err
		}
	}
	clear(s.waiting[len(left):])
	s.waiting = left
	return nil
}

func (s *sliding) fold(p *pane) error {
	p.folded = true
	for _, slot := range p.slots {
		into, isNew := s.table.FindOrInsert(s.slices.Hash(slot), 0, s.slices.Key(slot))
		if isNew {
			s.aggs.grow(s.table.Slots())
			s.rows = grownTo(s.rows, s.table.Slots())
			for len(s.parts) < s.table.Slots() {
				s.parts = append(s.parts, 0)
			}
		}
		s.rows[into] += (*s.counts)[slot]
		s.parts[into]++
		if s.chains != nil {
			s.chains.add(into, slot)
		}
		if err := s.aggs.merge(into, s.from, slot); err != nil {
			return err
		}
	}
	return nil
}

// wait takes out a pane that is about to change until the next window.
func (s *sliding) wait(p *pane) error {
	s.waiting = append(s.waiting, p)
	return s.unfold(p)
}

// unfold takes out a pane that is folded in.
func (s *sliding) unfold(p *pane) error {
	p.folded = false
	for _, slot := range p.slots {
		of := s.table.Find(s.slices.Hash(slot), 0, s.slices.Key(slot))
		s.rows[of] -= (*s.counts)[slot]
		if s.chains != nil {
			s.chains.remove(of, slot)
		}
		if s.parts[of]--; s.parts[of] == 0 {
			s.rows[of] = 0
			s.aggs.reset(of)
			s.table.Remove(of)
			continue
		}
		for i, u := range s.unmergers {
			if u.Unmerge(of, s.from.accs[i], slot) {
				continue
			}
			if err := s.mergeAnew(u, i, of); err != nil {
				return err
			}
		}
	}
	return nil
}

// mergeAnew merges what is left of a key.
func (s *sliding) mergeAnew(u aggregate.Unmerger, call int, of int32) error {
	u.Reset(of)
	for slot := s.chains.first[of] - 1; slot != state.NoSlot; slot = s.chains.next[slot] - 1 {
		if err := u.Merge(of, s.from.accs[call], slot); err != nil {
			return err
		}
	}
	return nil
}

// each calls send with the slots of the keys, some at a time.
func (s *sliding) each(send func(slots []int32) error) (err error) {
	s.slots = s.slots[:0]
	s.table.All(func(slot int32) {
		if s.slots = append(s.slots, slot); len(s.slots) == emitterLimit && err == nil {
			err = send(s.slots)
			s.slots = s.slots[:0]
		}
	})
	if err != nil {
		return err
	}
	return send(s.slots)
}

func (c *sliceChains) add(of, slot int32) {
	c.first, c.next, c.before = grownBy(c.first, of), grownBy(c.next, slot), grownBy(c.before, slot)
	first := c.first[of]
	c.next[slot], c.before[slot] = first, 0
	if first != 0 {
		c.before[first-1] = slot + 1
	}
	c.first[of] = slot + 1
}

func (c *sliceChains) remove(of, slot int32) {
	next, before := c.next[slot], c.before[slot]
	if next != 0 {
		c.before[next-1] = before
	}
	if before != 0 {
		c.next[before-1] = next
	} else {
		c.first[of] = next
	}
	c.next[slot], c.before[slot] = 0, 0
}

// grownBy makes room for a slot.
func grownBy(s []int32, slot int32) []int32 {
	for int(slot) >= len(s) {
		s = append(s, 0)
	}
	return s
}
