package checkpoint

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"sync"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// source is a keyed state of an operator in files, as far as its key groups are in a range.
type source struct {
	snapshot *Snapshot
	tables   []*TableState
	groups   batch.GroupRange
}

// sources are the keyed states of an operator by name.
func (s *Snapshot) sources(operator string, groups batch.GroupRange) map[string]state.Source {
	if groups.Last < groups.First {
		return nil
	}
	byName := make(map[string]*source)
	for _, t := range s.tables[operator] {
		if byName[t.Name] == nil {
			byName[t.Name] = &source{snapshot: s, groups: groups}
		}
		byName[t.Name].tables = append(byName[t.Name].tables, t)
	}
	out := make(map[string]state.Source, len(byName))
	for name, s := range byName {
		out[name] = s
	}
	return out
}

// Signatures implements state.Source.
func (s *source) Signatures() (out []string) {
	for _, t := range s.tables {
		out = append(out, t.Signature)
	}
	return out
}

// Len implements state.Source. Groups have about as many entries each.
func (s *source) Len() (n int) {
	if s.snapshot.outline {
		return 0
	}
	for _, t := range s.tables {
		for _, p := range t.Parts {
			n += p.Entries
		}
	}
	return n * (s.groups.Last - s.groups.First + 1) / s.snapshot.MaxParallelism
}

// Each implements state.Source.
func (s *source) Each(decode func(entry []byte) error) error {
	if s.snapshot.outline {
		return nil
	}
	for _, t := range s.tables {
		if err := s.eachOf(t, decode); err != nil {
			return err
		}
	}
	return nil
}

// eachOf gives the entries of what one subtask wrote. Newer parts come first, and what they have is left out of older ones.
func (s *source) eachOf(t *TableState, decode func(entry []byte) error) error {
	newer := state.NewTable()
	for i, p := range slices.Backward(t.Parts) {
		part := state.NewTable()
		err := s.blocks(t, p, func(b *state.Block) error {
			return b.Entries(func(entry []byte, identity int) error {
				id := entry[:identity]
				hash := batch.Hash(id)
				if newer.Len() > 0 && newer.Find(hash, 0, id) != state.NoSlot {
					return nil
				}
				if i > 0 {
					part.FindOrInsert(hash, 0, id)
				}
				if b.Removed {
					return nil
				}
				return decode(entry)
			})
		})
		if err != nil {
			return fmt.Errorf("checkpoint %s: read %s: %w", s.snapshot.Path, p.File, err)
		}
		part.All(func(slot int32) { newer.FindOrInsert(part.Hash(slot), 0, part.Key(slot)) })
	}
	return nil
}

// blocks gives the blocks of a table in a file, which are read while those before them are worked on.
func (s *source) blocks(t *TableState, p Part, each func(*state.Block) error) error {
	file, err := s.snapshot.files.open(filepath.Join(s.snapshot.Path, filepath.Base(p.File)), stateRole)
	if err != nil {
		return err
	}
	defer file.Close()
	const ahead = 8
	ready, done := make(chan *state.Block, ahead), make(chan struct{})
	var reading sync.WaitGroup
	var failed error
	reading.Go(func() {
		defer close(ready)
		failed = s.readBlocks(t, file, func(b *state.Block) bool {
			select {
			case ready <- b:
				return true
			case <-done:
				return false
			}
		})
	})
	for b := range ready {
		if err = each(b); err != nil {
			break
		}
	}
	close(done)
	reading.Wait()
	if err != nil {
		return err
	}
	return failed
}

// readBlocks gives the blocks of a table that are in the range of key groups, as long as they are wanted.
func (s *source) readBlocks(t *TableState, file *reader, give func(*state.Block) bool) error {
	r := newContentReader(file)
	own := tableName{t.Operator, t.Name}
	for {
		i, err := r.next(func(name tableName, group int) bool { return name == own && s.groups.Contains(group) })
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case i.block != nil && !give(i.block):
			return nil
		}
	}
}
