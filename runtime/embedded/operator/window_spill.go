package operator

import (
	"encoding/binary"
	"errors"
	"slices"

	"github.com/penstock/penstock/runtime/embedded/state"
)

var errSlice = errors.New("damaged slice")

// restore reads the slices of a checkpoint. From then on those that memory has no room for lie on disk, and are read there when their
// windows fire.
func (o *windowAggregate) restore(r state.Restored) error {
	aggs, err := newAggregates(o.node.Aggs, o.columns, o.retract)
	if err != nil {
		return err
	}
	o.staged = &mergedSlices{table: state.NewTable(), aggs: aggs}
	c := state.Content{Append: o.append, Restore: o.cut, Release: o.aggs.reset, Size: o.aggs.size(), Evicted: o.evicted, Loaded: o.loaded}
	if o.node.Attached {
		c.Hash = o.hash
	}
	if err := r.Load(windowState, o.signature(), o.table, c); err != nil {
		return err
	}
	o.table.All(func(slot int32) {
		o.table.Warm(slot)
		o.loaded(slot)
	})
	o.table.StoredNamespaces(func(end int64) { o.pane(end) })
	return o.settle()
}

func (o *windowAggregate) append(dst []byte, slot int32) []byte {
	return o.aggs.append(binary.AppendVarint(dst, o.counts[slot]), slot)
}

// cut reads what append appended.
func (o *windowAggregate) cut(content []byte, slot int32) error {
	o.aggs.grow(o.table.Slots())
	o.counts = grownTo(o.counts, o.table.Slots())
	return cutSlice(content, o.aggs, o.counts, slot)
}

func cutSlice(content []byte, aggs *aggregates, counts []int64, slot int32) error {
	count, n := binary.Varint(content)
	if n <= 0 {
		return errSlice
	}
	counts[slot] = count
	aggs.reset(slot)
	_, err := aggs.restore(content[n:], slot)
	return err
}

// settle has slices written to disk that there is no room for. What slides names their slots: it is done without from then on.
func (o *windowAggregate) settle() error {
	o.table.Settle()
	if o.sliding == nil || o.table.Stored() == 0 {
		return nil
	}
	aggs, err := newAggregates(o.node.Aggs, o.columns, o.retract)
	if err != nil {
		return err
	}
	for _, p := range o.panes {
		p.folded = false
	}
	o.sliding, o.merged = nil, &mergedSlices{table: state.NewTable(), aggs: aggs}
	return nil
}

// evicted forgets the slots of what was written to disk.
func (o *windowAggregate) evicted() {
	for _, p := range o.panes {
		p.slots = slices.DeleteFunc(p.slots, func(slot int32) bool { return !o.table.Live(slot) })
	}
}

// loaded puts a slot into its pane.
func (o *windowAggregate) loaded(slot int32) {
	p := o.pane(o.table.Namespace(slot))
	p.slots = append(p.slots, slot)
}

// stage reads a slice of a key that lies on disk.
func (o *windowAggregate) stage(key, content []byte) (slot int32, err error) {
	slot = o.staged.slot(o.keyHash(key), key)
	return slot, cutSlice(content, o.staged.aggs, o.staged.counts, slot)
}

// sendPane emits the results of a slice in a window, first of what is in memory and then of what lies on disk.
func (o *windowAggregate) sendPane(p *pane, end int64) error {
	if err := o.send(o.table, o.aggs, o.counts, p.slots, end); err != nil {
		return err
	}
	err := o.table.EachStored(p.end, -1, func(key, content []byte) error {
		if _, err := o.stage(key, content); err != nil || o.staged.table.Len() < emitterLimit {
			return err
		}
		return o.sendMerged(o.staged, end)
	})
	if err != nil {
		return err
	}
	return o.sendMerged(o.staged, end)
}

// mergeStored merges what lies on disk of a slice in a bucket.
func (o *windowAggregate) mergeStored(slice int64, bucket int) error {
	return o.table.EachStored(slice, bucket, func(key, content []byte) error {
		slot, err := o.stage(key, content)
		if err != nil {
			return err
		}
		defer o.staged.clear()
		return o.merged.merge(o.keyHash(key), key, o.staged.aggs, slot, o.staged.counts[slot])
	})
}

// mergePane merges a slice into the first one of its window, and forgets it.
func (o *windowAggregate) mergePane(first, p *pane) error {
	merge := func() error {
		for _, slot := range p.slots {
			into := o.slot(first, o.table.Hash(slot), o.table.Key(slot))
			o.counts[into] += o.counts[slot]
			if err := o.aggs.merge(into, o.aggs, slot); err != nil {
				return err
			}
		}
		o.freeSlots(p)
		o.table.Settle()
		return nil
	}
	if err := merge(); err != nil {
		return err
	}
	if err := o.table.LoadNamespace(p.end, merge); err != nil {
		return err
	}
	return o.free(p)
}
