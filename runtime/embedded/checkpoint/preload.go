package checkpoint

import (
	"slices"
	"sync"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// imageID is what an image is of.
type imageID struct {
	tableName
	groups batch.GroupRange
}

// preloaded is keyed state that was read before its operator asks for it.
type preloaded struct {
	image *state.Image
	// tables are what it was read from; none for an image that has nothing yet.
	tables []*TableState
}

// images are those that were read and not taken yet.
type images struct {
	mu   sync.Mutex
	byID map[imageID]*preloaded
}

func (s *Snapshot) take(id imageID) *preloaded {
	if s.images == nil {
		return nil
	}
	s.images.mu.Lock()
	defer s.images.mu.Unlock()
	p := s.images.byID[id]
	delete(s.images.byID, id)
	return p
}

// parts is how many parts of a table the image has.
func (p *preloaded) parts(table int) int {
	if p.tables == nil {
		return 0
	}
	return len(p.tables[table].Parts)
}

// precedes tells whether the image is of an earlier checkpoint, so that what these tables have is what the image has and what
// changed since. Files have names that no others have.
func (p *preloaded) precedes(tables []*TableState) bool {
	return slices.EqualFunc(p.tables, tables, func(older, t *TableState) bool {
		return len(older.Parts) <= len(t.Parts) && slices.Equal(older.Parts, t.Parts[:len(older.Parts)])
	})
}

// Preload reads the keyed state of an operator, as far as its key groups are in a range, so that Of gives it without reading.
func (s *Snapshot) Preload(operator string, groups batch.GroupRange) error {
	for _, from := range s.sources(operator, groups) {
		from := from.(*source) //nolint:forcetypeassert // sources makes no others
		image, err := from.Image(nil)
		if err != nil {
			return err
		}
		s.images.mu.Lock()
		s.images.byID[from.id] = &preloaded{image, from.tables}
		s.images.mu.Unlock()
	}
	return nil
}

// Preloaded is how many entries of keyed state were read and not given yet.
func (s *Snapshot) Preloaded() (n int) {
	s.images.mu.Lock()
	defer s.images.mu.Unlock()
	for _, p := range s.images.byID {
		n += p.image.Len()
	}
	return n
}

// Follow takes over what was read of an earlier snapshot: then only what has changed since is read.
func (s *Snapshot) Follow(earlier *Snapshot) {
	if earlier != nil {
		s.images = earlier.images
	}
}
