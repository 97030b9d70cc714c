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
	gone         []removal
	// view is the checkpoint under way, nil for none.
	view *View
}

// removal is a key that is gone.
type removal struct {
	hash     uint64
	identity []byte
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
		c.gone = append(c.gone, removal{t.Hash(slot), t.appendIdentity(nil, slot)})
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
	return t.changes.dirty.count() + len(t.changes.gone)
}
