package state

import (
	"encoding/binary"
	"fmt"
	"sync"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

// Writer collects what one operator of one subtask puts into a checkpoint, at its barrier.
type Writer struct {
	operator string
	mode     Mode
	sections []Section
	views    []*View
	// counts tells that nothing is wanted but how much has changed.
	counts  bool
	changed int
}

// NewCounter returns a writer that only counts: nothing it is given counts as written.
func NewCounter() *Writer { return &Writer{counts: true, mode: Mode{Groups: 1}} }

// Changed is how many entries of the tables that were added are not in the newest checkpoint.
func (w *Writer) Changed() int { return w.changed }

// Mode says how a checkpoint is taken.
type Mode struct {
	// Checkpoint is its id, 0 for one that changes are never told against, such as a savepoint.
	Checkpoint int64
	// Groups is the number of key groups.
	Groups int
	// Base tells on which older checkpoint the changes of a state may be put that has so many entries now, by the operator's id and
	// the state's name; 0 is for none. A nil Base always says so.
	Base func(operator, name string, entries int) int64
	// Lock is what the task holds while it changes its state. Without one nothing changes until views are taken.
	Lock sync.Locker
}

// NewWriter returns a writer for an operator.
func NewWriter(operator string, mode Mode) *Writer { return &Writer{operator: operator, mode: mode} }

// Sections are what was written at once.
func (w *Writer) Sections() []Section { return w.sections }

// Views are the tables that are read after the barrier.
func (w *Writer) Views() []*View { return w.views }

// Subtask adds a section of the subtask as a whole.
func (w *Writer) Subtask(name string, data []byte) {
	w.sections = append(w.sections, Section{Operator: w.operator, Name: name, Group: NoGroup, Data: data})
}

// Entry adds a keyed state that has one entry, which is written at once.
func (w *Writer) Entry(name, signature string, hash uint64, entry []byte) {
	data := AppendBytes(nil, []byte(signature))
	data = AppendBytes(binary.AppendUvarint(data, 1), entry)
	w.sections = append(w.sections, Section{Operator: w.operator, Name: name, Group: batch.KeyGroup(hash, w.mode.Groups), Data: data})
}

// Keyed adds a table. An entry is the identity of a slot (its key, and its namespace if the table has such) followed by what
// encode appends. It's encoded later, unless it changes before: encode must depend on nothing else than the slot.
func (w *Writer) Keyed(name, signature string, table *Table, encode func(dst []byte, slot int32) []byte) {
	w.changed += table.Changed()
	if w.counts {
		return
	}
	c := table.changes
	if c == nil {
		c = &changes{}
		table.changes = c
	}
	if c.view != nil {
		c.view.Release() // of a checkpoint that was given up
	}
	delta := w.mode.Base != nil && c.base != 0 && w.mode.Base(w.operator, name, table.count) == c.base
	v := newView(table, encode, w.mode.Groups, delta, w.mode.Lock)
	v.Operator, v.Name, v.Signature = w.operator, name, signature
	var err error
	if v.stored, err = table.stored(delta); err != nil {
		panic(&AccessError{fmt.Errorf("read state from disk: %w", err)})
	}
	c.view = v
	if w.mode.Checkpoint != 0 {
		c.base, c.dirty, c.known, c.gone = w.mode.Checkpoint, nil, append(bitmap(nil), table.live...), removals{}
		table.forgetChanges()
	}
	w.views = append(w.views, v)
}
