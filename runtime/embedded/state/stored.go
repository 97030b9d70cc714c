package state

import (
	"encoding/binary"
	"fmt"
)

// stored is what a view reads of a disk.
type stored struct {
	table    *Table
	snapshot DiskSnapshot
	// delta tells that only what has changed is wanted.
	delta bool
}

// stored begins to read what lies on disk of a table, nil if nothing does.
func (t *Table) stored(delta bool) (*stored, error) {
	if t.spill == nil || t.spill.disk == nil {
		return nil, nil
	}
	r := &stored{table: t, snapshot: t.spill.disk.Snapshot(), delta: delta}
	space := t.space(entrySpace)
	if delta {
		space = t.space(changedSpace)
	}
	return r, r.snapshot.Scan(space, nil, false)
}

// storedEntry is an entry that lies on disk. One that has changed and is not there any more has no content: it is in a slot, or gone.
type storedEntry struct {
	hash              uint64
	identity, content []byte
	there             bool
}

// next returns the next entry.
func (r *stored) next() (e storedEntry, ok bool, err error) {
	name, value, ok, err := r.snapshot.Next()
	if err != nil || !ok {
		return e, false, err
	}
	e.there = true
	if r.delta {
		if value, e.there, err = r.snapshot.Get(r.table.space(entrySpace), name); err != nil {
			return e, false, err
		}
	}
	namespace, key, err := r.table.cutName(name)
	if err != nil {
		return e, false, err
	}
	e.hash = r.table.spill.hash(key)
	e.identity = AppendBytes(make([]byte, 0, len(key)+16), key)
	if r.table.namespaced {
		e.identity = binary.AppendVarint(e.identity, namespace)
	}
	if e.there {
		_, _, e.content, err = r.table.spill.cutValue(value)
	}
	return e, true, err
}

// forgetChanges begins to tell changes since another checkpoint.
func (t *Table) forgetChanges() {
	if t.spill == nil || t.spill.disk == nil {
		return
	}
	if err := t.spill.disk.Clear(t.space(changedSpace), nil); err != nil {
		panic(&AccessError{fmt.Errorf("write state to disk: %w", err)})
	}
}
