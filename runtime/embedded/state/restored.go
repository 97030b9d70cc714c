package state

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// Restored is the state that an operator of one subtask is given back: the key groups of its range, and what every subtask
// wrote of its own.
type Restored struct {
	Sections []Section
	// Tables are the keyed states by name.
	Tables map[string]Source
}

// Source is a keyed state in files.
type Source interface {
	// Signatures are those that the state was written with, one for each subtask that did.
	Signatures() []string
	// Len is about how many entries there are.
	Len() int
	// Each calls decode with each entry once, with what it was at the barrier. The bytes stay as they are for ever.
	Each(decode func(entry []byte) error) error
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
	for _, s := range r.Sections {
		if s.Group == NoGroup || s.Name != name {
			continue
		}
		if err := decodeEntries(s.Data, signature, decode); err != nil {
			return fmt.Errorf("state %q of key group %d: %w", name, s.Group, err)
		}
	}
	t := r.Tables[name]
	if t == nil {
		return nil
	}
	for _, written := range t.Signatures() {
		if err := checkSignature(written, signature); err != nil {
			return fmt.Errorf("state %q: %w", name, err)
		}
	}
	if err := t.Each(decode); err != nil {
		return fmt.Errorf("state %q: %w", name, err)
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
	data := b.Data
	for range b.Count {
		var identity uint64
		if !b.Removed {
			var n int
			if identity, n = binary.Uvarint(data); n <= 0 {
				return errDamaged
			}
			data = data[n:]
		}
		entry, rest, err := CutBytes(data)
		if err != nil {
			return err
		}
		if b.Removed {
			identity = uint64(len(entry))
		}
		if identity > uint64(len(entry)) {
			return errDamaged
		}
		if err := f(entry, int(identity)); err != nil {
			return err
		}
		data = rest
	}
	if len(data) != 0 {
		return fmt.Errorf("%w: %d bytes too many", errDamaged, len(data))
	}
	return nil
}
