package state

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

// Restored is the state that an operator of one subtask is given back: the key groups of its range, and what every subtask
// wrote of its own.
type Restored struct {
	Sections []Section
	// Tables are the keyed states by name.
	Tables map[string]Source
	// Memory is how much of the state may be in memory; nil for all of it. Owner is who is told to take it.
	Memory *Memory
	Owner  string
}

// Source is a keyed state in files.
type Source interface {
	// Signatures are those that the state was written with, one for each subtask that did.
	Signatures() []string
	// Len is about how many entries there are.
	Len() int
	// Image is what the entries were at the barrier. It is given away. What m has no room for lies on disk.
	Image(m *Memory) (*Image, error)
}

// Empty tells that there is nothing to restore.
func (r Restored) Empty() bool { return len(r.Sections) == 0 && len(r.Tables) == 0 }

// Subtasks returns the sections of a name that subtasks wrote as a whole, in the order of the subtasks.
func (r Restored) Subtasks(name string) [][]byte {
	var out [][]byte
	for _, s := range r.Sections {
		if s.Group == NoGroup && s.Name == name {
			out = append(out, s.Data)
		}
	}
	return out
}

// ErrSignature means that state was written by an operator with other types.
var ErrSignature = errors.New("the state does not fit the operator")

var errDamaged = errors.New("damaged state")

// Len is about how many entries the keyed state of a name has.
func (r Restored) Len(name string) int {
	if t := r.Tables[name]; t != nil {
		return t.Len()
	}
	return 0
}

// Keyed calls decode with each entry of the keyed state of a name. The bytes stay as they are for ever.
func (r Restored) Keyed(name, signature string, decode func(entry []byte) error) error {
	if err := r.sections(name, signature, decode); err != nil {
		return err
	}
	image, err := r.image(name, signature, nil)
	if err == nil && image != nil {
		err = image.Each(decode)
	}
	if err != nil {
		return fmt.Errorf("state %q: %w", name, err)
	}
	return nil
}

// Load puts the keyed state of a name, if there is any, into a table, which is empty, under the hashes of its keys. What belongs to a
// slot is read when it is first looked up, or not before [Table.Warm], and at once where it may be due some time. From then on what the
// table has no room for lies on disk: see [Table.Settle].
func (r Restored) Load(name, signature string, t *Table, c Content) error {
	image, err := r.image(name, signature, r.Memory)
	switch {
	case err != nil:
	case image == nil:
		t.Spill(r.Memory, c)
	default:
		err = image.moveTo(t, r.Memory, c)
	}
	if err != nil {
		return fmt.Errorf("state %q: %w", name, err)
	}
	if t.spill != nil {
		t.spill.ownedBy(fmt.Sprintf("%s (state %q)", r.Owner, name))
	}
	return r.sections(name, signature, func(entry []byte) error {
		key, content, err := CutBytes(entry)
		if err != nil {
			return err
		}
		namespace := int64(0)
		if t.namespaced {
			var n int
			if namespace, n = binary.Varint(content); n <= 0 {
				return errDamaged
			}
			content = content[n:]
		}
		hash := batch.Hash(key)
		if c.Hash != nil {
			hash = c.Hash(key)
		}
		slot, _ := t.FindOrInsert(hash, namespace, key)
		return c.Restore(content, slot)
	})
}

// image is the keyed state of a name, nil where there is none.
func (r Restored) image(name, signature string, m *Memory) (*Image, error) {
	source := r.Tables[name]
	if source == nil {
		return nil, nil
	}
	for _, written := range source.Signatures() {
		if err := checkSignature(written, signature); err != nil {
			return nil, err
		}
	}
	return source.Image(m)
}

// sections calls decode with the entries of a name that were written at once.
func (r Restored) sections(name, signature string, decode func(entry []byte) error) error {
	for _, s := range r.Sections {
		if s.Group == NoGroup || s.Name != name {
			continue
		}
		if err := decodeEntries(s.Data, signature, decode); err != nil {
			return fmt.Errorf("state %q of key group %d: %w", name, s.Group, err)
		}
	}
	return nil
}

func checkSignature(written, wanted string) error {
	if written != wanted {
		return fmt.Errorf("%w: it has %s, the operator wants %s", ErrSignature, written, wanted)
	}
	return nil
}

// decodeEntries reads a section of keyed state: what Entry wrote, and all keyed state of releases that had no tables in their
// checkpoints.
func decodeEntries(data []byte, signature string, decode func([]byte) error) error {
	written, data, err := CutBytes(data)
	if err != nil {
		return err
	}
	if err := checkSignature(string(written), signature); err != nil {
		return err
	}
	n, size := binary.Uvarint(data)
	if size <= 0 {
		return errDamaged
	}
	data = data[size:]
	for range n {
		var entry []byte
		if entry, data, err = CutBytes(data); err != nil {
			return err
		}
		if err := decode(entry); err != nil {
			return err
		}
	}
	if len(data) != 0 {
		return fmt.Errorf("%w: %d bytes too many", errDamaged, len(data))
	}
	return nil
}

// Entries calls f with the entries of a block, each with how many of its bytes are its identity; in a block of removed ones
// that is all of it.
func (b *Block) Entries(f func(entry []byte, identity int) error) error {
	return b.entries(func(start, identity, end int) error { return f(b.Data[start:end:end], identity) })
}

// entries calls f with where entries begin and end in the block, and how many of their bytes are the identity.
func (b *Block) entries(f func(start, identity, end int) error) error {
	at := 0
	number := func() (n uint64, ok bool) {
		n, size := binary.Uvarint(b.Data[at:])
		at += size
		return n, size > 0
	}
	for range b.Count {
		var identity uint64
		ok := true
		if !b.Removed {
			identity, ok = number()
		}
		if !ok {
			return errDamaged
		}
		length, ok := number()
		if b.Removed {
			identity = length
		}
		if !ok || length > uint64(len(b.Data)-at) || identity > length {
			return errDamaged
		}
		start, end := at, at+int(length)
		if err := f(start, int(identity), end); err != nil {
			return err
		}
		at = end
	}
	if at != len(b.Data) {
		return fmt.Errorf("%w: %d bytes too many", errDamaged, len(b.Data)-at)
	}
	return nil
}
