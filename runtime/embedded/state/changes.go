package state

import "encoding/binary"

// changes tell what has changed in a table since a checkpoint, and lead what is about to change before the checkpoint under
// way has it to that.
type changes struct {
	// base is the checkpoint since which changes are known, 0 for none.
	base int64
	// dirty are the slots that changed since, known those whose key base has, and gone the identities of the keys that base
	// has and the table has not any more.
	dirty, known bitmap
	gone         removals
	// view is the checkpoint under way, nil for none.
	view *View
}

// removals are the identities of keys that are gone, with the hashes of the keys. What was added stays as it is.
type removals struct {
	hashes []uint64
	ends   []int
	data   []byte
}

// added adds what was appended to data.
func (r *removals) added(hash uint64, data []byte) {
	r.hashes, r.data, r.ends = append(r.hashes, hash), data, append(r.ends, len(data))
}

// each calls f with all of them.
func (r *removals) each(f func(hash uint64, identity []byte)) {
	start := 0
	for i, end := range r.ends {
		f(r.hashes[i], r.data[start:end])
		start = end
	}
}

// fixed are the removals up to now, whatever is added later.
func (r *removals) fixed() removals {
	n := len(r.ends)
	return removals{r.hashes[:n:n], r.ends[:n:n], r.data[:len(r.data):len(r.data)]}
}

// Touch says that what belongs to a slot is about to change. Whoever changes it calls this first, unless FindOrInsert gave the
// slot out or Remove takes it back.
func (t *Table) Touch(slot int32) {
	c := t.changes
	if c == nil {
		return
	}
	if c.view != nil && c.view.pending.has(slot) {
		c.view.keep(slot)
	}
	c.dirty.set(slot)
}

// inserted says that a slot has a new key, which no checkpoint has.
func (c *changes) inserted(slot int32) {
	c.dirty.set(slot)
}

// removing says that a slot is about to lose its key.
func (t *Table) removing(slot int32) {
	c := t.changes
	if c == nil {
		return
	}
	if c.view != nil && c.view.pending.has(slot) {
		c.view.keep(slot)
	}
	c.dirty.clear(slot)
	if c.known.has(slot) {
		c.known.clear(slot)
		if t.spill != nil && t.spill.disk != nil {
			t.markGone(t.Namespace(slot), t.Key(slot))
			return
		}
		c.gone.added(t.Hash(slot), t.appendIdentity(c.gone.data, slot))
	}
}

// appendIdentity appends what tells the entry of a slot apart from the others, with which the entry begins: the key, and in a
// table with namespaces the namespace.
func (t *Table) appendIdentity(dst []byte, slot int32) []byte {
	dst = AppendBytes(dst, t.Key(slot))
	if t.namespaced {
		dst = binary.AppendVarint(dst, t.Namespace(slot))
	}
	return dst
}

// Changed is how many slots a checkpoint on top of the newest one would have to write.
func (t *Table) Changed() int {
	if t.changes == nil || t.changes.base == 0 {
		return t.count
	}
	return t.changes.dirty.count() + len(t.changes.gone.ends)
}
