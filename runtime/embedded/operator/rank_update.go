package operator

import (
	"slices"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

// identified gives a row its identity in a ranking whose input tells only the new rows of updates.
func (o *rank) identified(columns []*batch.Vector, row int, r *rankedRow) {
	for _, c := range o.node.RowKey {
		o.identity = batch.AppendRow(o.identity, columns[c:c+1], row)
	}
	r.id, o.identity = string(o.identity), o.identity[:0]
}

// replace puts the new row of an update where it belongs. It can only move to the front, so that it never falls out; a row
// that is not among the first ones is handled as a new one.
func (o *rank) replace(hash uint64, key []byte, r rankedRow) error {
	found, slot := o.state.find(hash, key)
	if found == nil {
		return o.add(hash, key, r)
	}
	rows := *found
	from := slices.IndexFunc(rows, func(old rankedRow) bool { return old.id == r.id })
	if from < 0 {
		return o.add(hash, key, r)
	}
	o.state.touch(slot)
	old := rows[from]
	to := from
	if old.key == r.key {
		rows[from] = r
	} else {
		rows, to = insertRanked(slices.Delete(rows, from, from+1), r)
		*found = rows
	}
	if !o.ranks || to == from {
		return o.update(old.row, r.row, from)
	}
	return o.moved(rows, old, to, from)
}

// moved sends what changes where a row has moved to the front: in Flink's order its old place is taken back before the row
// is in its new one.
func (o *rank) moved(rows []rankedRow, old rankedRow, to, from int) error {
	for i := min(to, from); i <= max(to, from); i++ {
		if o.before && i < from {
			if err := o.send(batch.UpdateBefore, rows[i+1].row, i); err != nil {
				return err
			}
		}
		if o.before && i == to {
			if err := o.send(batch.UpdateBefore, old.row, from); err != nil {
				return err
			}
		}
		if err := o.send(batch.UpdateAfter, rows[i].row, i); err != nil {
			return err
		}
	}
	return nil
}
