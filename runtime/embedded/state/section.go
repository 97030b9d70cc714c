package state

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

// NoGroup is the group of a section that belongs to a subtask as a whole.
const NoGroup = -1

// Section is a piece of an operator's state in a checkpoint.
type Section struct {
	Operator string
	// Name tells apart the states of an operator.
	Name string
	// Group is the key group, or NoGroup.
	Group int
	Data  []byte
}

// Writer collects the sections of one operator of one subtask.
type Writer struct {
	operator       string
	maxParallelism int
	sections       []Section
}

// NewWriter returns a writer for an operator.
func NewWriter(operator string, maxParallelism int) *Writer {
	return &Writer{operator: operator, maxParallelism: maxParallelism}
}

// Sections are what was written.
func (w *Writer) Sections() []Section { return w.sections }

// Subtask adds a section of the subtask as a whole.
func (w *Writer) Subtask(name string, data []byte) {
	w.sections = append(w.sections, Section{Operator: w.operator, Name: name, Group: NoGroup, Data: data})
}

// Keyed adds a section for each key group that has entries. slots gives the slots in question (of a table, say), hash the
// hash of a slot's key, and encode appends a slot's entry. Entries keep the order of the slots within their group.
func (w *Writer) Keyed(name, signature string, slots []int32, hash func(int32) uint64, encode func(dst []byte, slot int32) []byte) {
	starts := make([]int32, w.maxParallelism+1)
	for _, s := range slots {
		starts[batch.KeyGroup(hash(s), w.maxParallelism)+1]++
	}
	for g := range w.maxParallelism {
		starts[g+1] += starts[g]
	}
	ordered, next := make([]int32, len(slots)), append([]int32(nil), starts[:w.maxParallelism]...)
	for _, s := range slots {
		g := batch.KeyGroup(hash(s), w.maxParallelism)
		ordered[next[g]] = s
		next[g]++
	}
	var entry []byte
	for g := range w.maxParallelism {
		members := ordered[starts[g]:starts[g+1]]
		if len(members) == 0 {
			continue
		}
		data := AppendBytes(nil, []byte(signature))
		data = binary.AppendUvarint(data, uint64(len(members)))
		for _, s := range members {
			entry = encode(entry[:0], s)
			data = AppendBytes(data, entry)
		}
		w.sections = append(w.sections, Section{Operator: w.operator, Name: name, Group: g, Data: data})
	}
}

// Restored is the state that an operator of one subtask is given back: the key groups of its range, and what every subtask
// wrote of its own.
type Restored struct{ Sections []Section }

// Empty tells that there is nothing to restore.
func (r Restored) Empty() bool { return len(r.Sections) == 0 }

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

// Keyed calls decode with each entry of the keyed sections of a name. The bytes stay as they are for ever.
func (r Restored) Keyed(name, signature string, decode func(entry []byte) error) error {
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

func decodeEntries(data []byte, signature string, decode func([]byte) error) error {
	written, data, err := CutBytes(data)
	if err != nil {
		return err
	}
	if string(written) != signature {
		return fmt.Errorf("%w: it has %s, the operator wants %s", ErrSignature, written, signature)
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

// AppendBytes appends a byte string with its length in front.
func AppendBytes(dst, p []byte) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(p))), p...)
}

// CutBytes takes what AppendBytes appended off src, without copying it.
func CutBytes(src []byte) (p, rest []byte, err error) {
	n, size := binary.Uvarint(src)
	if size <= 0 || n > uint64(len(src)-size) {
		return nil, nil, errDamaged
	}
	end := size + int(n)
	return src[size:end:end], src[end:], nil
}
