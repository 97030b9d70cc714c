package state

// Rows holds one encoded value for each slot of a table, such as a row of batch.AppendRow.
type Rows struct {
	spans   []span
	arena   arena
	garbage int
}

// Get is the value of a slot, nil where none was set. The bytes are never written again.
func (r *Rows) Get(slot int32) []byte {
	if int(slot) >= len(r.spans) || r.spans[slot].length == 0 {
		return nil
	}
	return r.arena.at(r.spans[slot])
}

// Set replaces the value of a slot by a copy of a value that is not empty.
func (r *Rows) Set(slot int32, value []byte) {
	for int(slot) >= len(r.spans) {
		r.spans = append(r.spans, span{})
	}
	r.Clear(slot)
	r.spans[slot] = r.arena.add(value)
}

// Clear forgets the value of a slot.
func (r *Rows) Clear(slot int32) {
	if int(slot) >= len(r.spans) {
		return
	}
	r.garbage += int(r.spans[slot].length)
	r.spans[slot] = span{}
	if r.garbage > r.arena.size()/2 && r.garbage > minGarbage {
		var fresh arena
		for i, s := range r.spans {
			if s.length > 0 {
				r.spans[i] = fresh.add(r.arena.at(s))
			}
		}
		r.arena, r.garbage = fresh, 0
	}
}
