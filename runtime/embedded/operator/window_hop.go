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
		o.free(p)
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

// fireMerged merges the slices of a window from the last to the first, which is Flink's order.
func (o *windowAggregate) fireMerged(end int64) error {
	m := o.merged
	for slice := end; slice > end-o.windows.size; slice -= o.windows.step {
		p := o.panes[slice]
		if p == nil {
			continue
		}
		for _, slot := range p.slots {
			into, isNew := m.table.FindOrInsert(o.table.Hash(slot), 0, o.table.Key(slot))
			if isNew {
				m.aggs.grow(m.table.Slots())
				m.counts = grownTo(m.counts, m.table.Slots())
				m.counts[into] = 0
			}
			m.counts[into] += o.counts[slot]
			if err := m.aggs.merge(into, o.aggs, slot); err != nil {
				return err
			}
		}
	}
	var slots []int32
	m.table.All(func(slot int32) { slots = append(slots, slot) })
	if err := o.send(m.table, m.aggs, m.counts, slots, end); err != nil {
		return err
	}
	for _, slot := range slots {
		m.aggs.reset(slot)
	}
	m.table.Clear()
	return nil
}
