package checkpoint

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"sync"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// source is a keyed state of an operator in files, as far as its key groups are in a range.
type source struct {
	snapshot *Snapshot
	id       imageID
	// tables are what the subtasks wrote that had key groups of the range.
	tables []*TableState
}

// sources are the keyed states of an operator by name.
func (s *Snapshot) sources(operator string, groups batch.GroupRange) map[string]state.Source {
	if groups.Last < groups.First {
		return nil
	}
	writers := make(map[string]int)
	for _, t := range s.tables[operator] {
		writers[t.Name] = max(writers[t.Name], t.Subtask+1)
	}
	byName := make(map[string]*source)
	for _, t := range s.tables[operator] {
		if byName[t.Name] == nil {
			byName[t.Name] = &source{snapshot: s, id: imageID{tableName{operator, t.Name}, groups}}
		}
		written := batch.GroupRangeOf(s.MaxParallelism, writers[t.Name], t.Subtask)
		if written.First <= groups.Last && groups.First <= written.Last {
			byName[t.Name].tables = append(byName[t.Name].tables, t)
		}
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
	return n * (s.id.groups.Last - s.id.groups.First + 1) / s.snapshot.MaxParallelism
}

// Image implements state.Source. What was read before is used, once.
func (s *source) Image(m *state.Memory) (*state.Image, error) {
	if s.snapshot.outline {
		return state.NewImage(nil), nil
	}
	if p := s.snapshot.take(s.id); p != nil && p.precedes(s.tables) {
		return p.image, s.read(p)
	}
	p := &preloaded{image: state.NewImage(m)}
	return p.image, s.read(p)
}

// read brings an image to what the parts have. Those that have all entries come first.
func (s *source) read(p *preloaded) error {
	for whole := true; ; whole = false {
		for i, t := range s.tables {
			for n, part := range t.Parts {
				if n < p.parts(i) || whole != (n == 0) {
					continue
				}
				add := p.image.Change
				if whole {
					add = p.image.Add
				} else {
					p.image.Next()
				}
				if err := s.blocks(t, part, add); err != nil {
					return fmt.Errorf("checkpoint %s: read %s: %w", s.snapshot.Path, part.File, err)
				}
			}
		}
		if !whole {
			return nil
		}
	}
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
		i, err := r.next(func(name tableName, group int) bool { return name == own && s.id.groups.Contains(group) })
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
