package operator

import (
	"bytes"
	"slices"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

// replace puts the new row of an update where it belongs. It can only move to the front, so that it never falls out; a row
// that is not among the first ones is handled as a new one.
func (o *rank) replace(hash uint64, key []byte, columns []*batch.Vector, row int) error {
	found, slot := o.rows.find(hash, key)
	if found == nil {
		return o.add(hash, key, columns, row)
	}
	rows := *found
	from := o.rows.identified(rows)
	if from < 0 {
		return o.add(hash, key, columns, row)
	}
	o.rows.touch(slot)
	old := o.rows.rowOf(rows[from])
	samePlace := bytes.Equal(o.rows.placeOf(rows[from]), o.rows.place)
	o.rows.records.Remove(rows[from])
	r := o.rows.add(columns, row)
	to := from
	if samePlace {
		rows[from] = r
	} else {
		rows = slices.Delete(rows, from, from+1)
		to = o.rows.behind(rows)
		rows = slices.Insert(rows, to, r)
		*found = rows
	}
	if !o.ranks || to == from {
		return o.update(old, o.rows.rowOf(r), from)
	}
	return o.moved(rows, old, to, from)
}

// moved sends what changes where a row has moved to the front: in Flink's order its old place is taken back before the row
// is in its new one.
func (o *rank) moved(rows []int32, old encodedRow, to, from int) error {
	for i := min(to, from); i <= max(to, from); i++ {
		if o.before && i < from {
			if err := o.send(batch.UpdateBefore, o.rows.rowOf(rows[i+1]), i); err != nil {
				return err
			}
		}
		if o.before && i == to {
			if err := o.send(batch.UpdateBefore, old, from); err != nil {
				return err
			}
		}
		if err := o.send(batch.UpdateAfter, o.rows.rowOf(rows[i]), i); err != nil {
			return err
		}
	}
	return nil
}
