package checkpoint

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"sync"

	"github.com/penstock/penstock/runtime/embedded/state"
)

// base is the newest checkpoint of the attempt: later ones write only what has changed since, and have links to its files.
type base struct {
	id     int64
	dir    string
	tables map[subtaskTable]*TableState
	// sizes are those of its files in bytes.
	sizes map[string]int64
}

// subtaskTable tells keyed states apart.
type subtaskTable struct {
	tableName
	vertex  string
	subtask int
}

func baseOf(m *Metadata, dir string) *base {
	b := &base{id: m.ID, dir: dir, tables: make(map[subtaskTable]*TableState), sizes: make(map[string]int64)}
	for i := range m.Tables {
		t := &m.Tables[i]
		b.tables[subtaskTable{tableName{t.Operator, t.Name}, t.Vertex, t.Subtask}] = t
	}
	for _, f := range m.Files {
		b.sizes[f.Name] = f.Size
	}
	for _, f := range m.Shared {
		b.sizes[f.Name] = f.Size
	}
	return b
}

// isThere tells whether all of its files still are. Whoever removed them finds the next checkpoint whole.
func (b *base) isThere(storage Storage) bool {
	if b == nil {
		return false
	}
	names, err := storage.List(b.dir)
	if err != nil {
		return false
	}
	for name := range b.sizes {
		if !slices.Contains(names, name) {
			return false
		}
	}
	return true
}

const (
	// maxParts is how many files a keyed state may be spread over before it is written anew.
	maxParts = 100
	// smallChanges is below what changes are never too many, in bytes.
	smallChanges = 1 << 18
)

// worn tells that a state, which has so many entries now, had better be written anew: its files have more that is out of date than that
// is not. One that only grows is as good in many files as in one.
func (t *TableState) worn(entries int) bool {
	changes, written := int64(0), t.Parts[0].Entries
	for _, p := range t.Parts[1:] {
		changes += p.Size
		written += p.Entries
	}
	return len(t.Parts) >= maxParts || changes > smallChanges && changes > t.Parts[0].Size/2 && written > 2*entries
}

// Mode is how a subtask of a vertex takes the checkpoint of a barrier. lock is what the task holds while it changes its state.
func (b Barrier) Mode(vertex string, subtask, groups int, lock sync.Locker) state.Mode {
	m := state.Mode{Groups: groups, Lock: lock}
	if b.own {
		m.Checkpoint = b.ID
	}
	if b.base != nil {
		m.Base = func(operator, name string, entries int) int64 {
			t := b.base.tables[subtaskTable{tableName{operator, name}, vertex, subtask}]
			if t == nil || b.Kind != StopSavepoint && t.worn(entries) {
				return 0 // while nothing is processed nothing is written anew
			}
			return b.base.id
		}
	}
	return m
}

// describe adds the keyed states of what subtasks wrote to the metadata, and the older files that these are on top of.
func (b *base) describe(m *Metadata) error {
	shared := make(map[string]bool)
	for _, f := range m.Files {
		for _, w := range f.tables {
			t := TableState{Operator: w.operator, Name: w.name, Signature: w.signature, Vertex: f.Vertex, Subtask: f.Subtask}
			if w.delta {
				var older *TableState
				if b != nil && b.id == w.base {
					older = b.tables[subtaskTable{tableName{w.operator, w.name}, f.Vertex, f.Subtask}]
				}
				if older == nil {
					return fmt.Errorf("%s has changes of %s since checkpoint %d, which is not there", f.Name, w.operator, w.base)
				}
				t.Parts = append(t.Parts, older.Parts...)
			}
			for _, p := range t.Parts {
				shared[p.File] = true
			}
			if !w.delta || w.entries > 0 {
				t.Parts = append(t.Parts, Part{File: f.Name, Entries: w.entries, Size: w.size})
			}
			m.Tables = append(m.Tables, t)
		}
	}
	for name := range shared {
		m.Shared = append(m.Shared, SharedFile{Name: name, Size: b.sizes[name]})
	}
	return nil
}

// link makes the older files of a checkpoint be in its folder.
func (b *base) link(storage Storage, m *Metadata, dir string) error {
	for _, f := range m.Shared {
		if err := storage.Link(filepath.Join(b.dir, f.Name), filepath.Join(dir, f.Name)); err != nil {
			return fmt.Errorf("share %s with checkpoint %d: %w", f.Name, b.id, err)
		}
	}
	return nil
}

// export makes the files of a checkpoint be in another folder too.
func (b *base) export(storage Storage, dir string) error {
	for _, name := range slices.Sorted(maps.Keys(b.sizes)) {
		if err := storage.Link(filepath.Join(b.dir, name), filepath.Join(dir, name)); err != nil {
			return fmt.Errorf("make a savepoint of checkpoint %d: %w", b.id, err)
		}
	}
	return nil
}
