package operator

import (
	"github.com/penstock/penstock/runtime/embedded/aggregate"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// mergedSlices are where the slices of one HOP window are merged if they do not slide.
type mergedSlices struct {
	table  *state.Table
	aggs   *aggregates
	counts []int64
}

// openHop chooses how the slices of windows are merged.
func (o *windowAggregate) openHop() error {
	aggs, err := newAggregates(o.node.Aggs, o.columns, o.retract)
	if err != nil {
		return err
	}
	if unmergers := aggregate.Unmergers(aggs.accs); unmergers != nil {
		o.sliding = newSliding(o.table, o.aggs, &o.counts, aggs, unmergers)
		return nil
	}
	o.merged = &mergedSlices{table: state.NewTable(), aggs: aggs}
	return nil
}

// fireHop sends a window and drops the slices that no later one has.
func (o *windowAggregate) fireHop(end int64) error {
	fire := o.fireMerged
	if o.sliding != nil {
		fire = o.fireSliding
	}
	if err := fire(end); err != nil {
		return err
	}
	start := end - o.windows.size
	for slice := start + o.windows.step; slice <= min(start+o.windows.slide, end); slice += o.windows.step {
		p := o.panes[slice]
		if p == nil {
			continue
		}
		if p.folded {
			if err := o.sliding.unfold(p); err != nil {
				return err
			}
		}
		if err := o.free(p); err != nil {
			return err
		}
	}
	return nil
}

func (o *windowAggregate) fireSliding(end int64) error {
	s := o.sliding
	if err := s.foldUntil(end); err != nil {
		return err
	}
	return s.each(func(slots []int32) error { return o.send(s.table, s.aggs, s.rows, slots, end) })
}

// The parts in which slices are merged that are too many to be all in memory.
const (
	mergedAtOnce = 1 << 18
	mergedParts  = 64
)

// fireMerged merges the slices of a window. Of more than can be in memory it merges one part of the keys after the other.
func (o *windowAggregate) fireMerged(end int64) error {
	if o.table.Stored() == 0 || o.table.Stored()+o.table.Len() <= mergedAtOnce {
		return o.firePart(end, func(*state.Table, int32) bool { return true }, -1)
	}
	const each = state.Buckets / mergedParts
	for first := 0; first < state.Buckets; first += each {
		var buckets []int
		for bucket := range each {
			buckets = append(buckets, first+bucket)
		}
		wanted := func(table *state.Table, slot int32) bool { return table.Bucket(slot)/each == first/each }
		if err := o.firePart(end, wanted, buckets...); err != nil {
			return err
		}
	}
	return nil
}

// firePart merges the slices of a window from the last to the first, which is Flink's order, for part of the keys: the slots that are
// wanted, and what lies on disk in some buckets.
func (o *windowAggregate) firePart(end int64, wanted func(*state.Table, int32) bool, buckets ...int) error {
	m := o.merged
	for slice := end; slice > end-o.windows.size; slice -= o.windows.step {
		p := o.panes[slice]
		if p == nil {
			continue
		}
		for _, slot := range p.slots {
			if !wanted(o.table, slot) {
				continue
			}
			if err := m.merge(o.table.Hash(slot), o.table.Key(slot), o.aggs, slot, o.counts[slot]); err != nil {
				return err
			}
		}
		for _, bucket := range buckets {
			if err := o.mergeStored(slice, bucket); err != nil {
				return err
			}
		}
	}
	return o.sendMerged(m, end)
}

// merge folds a slot of a slice in.
func (m *mergedSlices) merge(hash uint64, key []byte, from *aggregates, slot int32, count int64) error {
	into := m.slot(hash, key)
	m.counts[into] += count
	return m.aggs.merge(into, from, slot)
}

// slot is the slot of a key.
func (m *mergedSlices) slot(hash uint64, key []byte) int32 {
	slot, isNew := m.table.FindOrInsert(hash, 0, key)
	if isNew {
		m.aggs.grow(m.table.Slots())
		m.counts = grownTo(m.counts, m.table.Slots())
		m.counts[slot] = 0
	}
	return slot
}

// sendMerged sends what was merged, and forgets it.
func (o *windowAggregate) sendMerged(m *mergedSlices, end int64) error {
	var slots []int32
	m.table.All(func(slot int32) { slots = append(slots, slot) })
	if err := o.send(m.table, m.aggs, m.counts, slots, end); err != nil {
		return err
	}
	m.clear()
	return nil
}

func (m *mergedSlices) clear() {
	m.table.All(m.aggs.reset)
	m.table.Clear()
}
