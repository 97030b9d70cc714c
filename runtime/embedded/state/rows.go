package state

// Rows holds one encoded value for each slot of a table, such as a row of batch.AppendRow.
type Rows struct {
	refs  pages[ref]
	arena arena
}

// Get is the value of a slot, nil where none was set. The bytes are never written again.
func (r *Rows) Get(slot int32) []byte {
	if slot >= r.refs.n {
		return nil
	}
	if at := *r.refs.at(slot); at != 0 {
		return r.arena.at(at)
	}
	return nil
}

// Set replaces the value of a slot by a copy of a value.
func (r *Rows) Set(slot int32, value []byte) {
	r.refs.grow(slot + 1)
	at := r.refs.at(slot)
	old := *at
	*at = r.arena.add(slot, value)
	if old != 0 {
		r.arena.free(old, r.refs.at)
	}
}

// Clear forgets the value of a slot.
func (r *Rows) Clear(slot int32) {
	if slot >= r.refs.n {
		return
	}
	at := r.refs.at(slot)
	if old := *at; old != 0 {
		*at = 0
		r.arena.free(old, r.refs.at)
	}
}
