// Package statetest keeps checkpoints of operators in memory, for tests.
package statetest

import (
	"encoding/binary"
	"maps"
	"slices"
	"sync"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// Checkpoint is what an operator wrote.
type Checkpoint struct {
	sections []state.Section
	tables   map[string]*table
}

// table are the entries of a keyed state by their identity.
type table struct {
	signature string
	entries   map[string][]byte
	groups    map[string]int
}

// Take reads all that a writer was given, on top of what the views have only the changes of; older may be nil.
func Take(w *state.Writer, older *Checkpoint) *Checkpoint {
	return TakeLocked(w, older, new(sync.Mutex))
}

// TakeLocked is Take while something changes that holds a lock as it does so.
func TakeLocked(w *state.Writer, older *Checkpoint, lock sync.Locker) *Checkpoint {
	c := &Checkpoint{sections: w.Sections(), tables: make(map[string]*table)}
	for _, v := range w.Views() {
		t := &table{signature: v.Signature, entries: make(map[string][]byte), groups: make(map[string]int)}
		if v.Delta {
			maps.Copy(t.entries, older.tables[v.Name].entries)
			maps.Copy(t.groups, older.tables[v.Name].groups)
		}
		c.tables[v.Name] = t
		t.read(v, lock)
	}
	return c
}

func (t *table) read(v *state.View, lock sync.Locker) {
	changed := make(map[string]bool)
	for last := false; !last; {
		var blocks []*state.Block
		lock.Lock()
		blocks, last = v.Take(1)
		lock.Unlock()
		for _, b := range blocks {
			err := b.Entries(func(entry []byte, identity int) error {
				id := string(entry[:identity])
				switch {
				case !b.Removed && changed[id]:
					panic("an entry is there twice")
				case !b.Removed:
					t.entries[id], t.groups[id], changed[id] = entry, b.Group, true
				case !changed[id]:
					delete(t.entries, id)
					delete(t.groups, id)
				}
				return nil
			})
			if err != nil {
				panic(err)
			}
		}
	}
}

// Entries are the entries of all keyed states, each with the name of its state in front, sorted.
func (c *Checkpoint) Entries() (out []string) {
	for name, t := range c.tables {
		for _, entry := range t.entries {
			out = append(out, name+"\x00"+string(entry))
		}
	}
	slices.Sort(out)
	return out
}

// Groups are the key groups that have entries of a keyed state.
func (c *Checkpoint) Groups(name string) []int {
	return slices.Compact(slices.Sorted(maps.Values(c.tables[name].groups)))
}

// Restored is what a subtask with a range of key groups is given back.
func (c *Checkpoint) Restored(groups batch.GroupRange) state.Restored {
	r := state.Restored{Tables: make(map[string]state.Source)}
	for _, s := range c.sections {
		if s.Group == state.NoGroup || groups.Contains(s.Group) {
			r.Sections = append(r.Sections, s)
		}
	}
	for name, t := range c.tables {
		r.Tables[name] = &source{t, groups}
	}
	return r
}

type source struct {
	table  *table
	groups batch.GroupRange
}

func (s *source) Signatures() []string { return []string{s.table.signature} }
func (s *source) Len() int             { return len(s.table.entries) }

// Image has the first half of the entries from a part with all of them, and the others from one with changes.
func (s *source) Image(m *state.Memory) (*state.Image, error) {
	image := state.NewImage(m)
	ids := slices.DeleteFunc(slices.Sorted(maps.Keys(s.table.entries)), func(id string) bool {
		return !s.groups.Contains(s.table.groups[id])
	})
	if err := image.Add(s.block(ids[:len(ids)/2])); err != nil {
		return nil, err
	}
	image.Next()
	return image, image.Change(s.block(ids[len(ids)/2:]))
}

func (s *source) block(ids []string) *state.Block {
	b := &state.Block{}
	for _, id := range ids {
		b.Count++
		b.Data = binary.AppendUvarint(b.Data, uint64(len(id)))
		b.Data = state.AppendBytes(b.Data, s.table.entries[id])
	}
	return b
}
