package objects

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"time"

	"gocloud.dev/blob"
)

// SweepGrace is how old what nothing points to has to be to be swept. It is longer than anything takes to be written, and an object
// without its pointer costs nothing but room.
const SweepGrace = 24 * time.Hour

// leftover is what there is of an object.
type leftover struct {
	id   string
	data *blob.ListObject
	refs []*blob.ListObject
}

// Sweep removes the objects, and the references, that nothing points to and that are older than the grace. It tells how many objects it
// removed. Several may sweep at once.
func (s *Storage) Sweep(ctx context.Context, grace time.Duration) (removed int, err error) {
	before := time.Now().Add(-grace)
	var current *leftover
	finish := func() error {
		if current == nil {
			return nil
		}
		gone, err := s.sweep(current, before)
		if gone {
			removed++
		}
		current = nil
		return err
	}
	// The keys of one object follow each other.
	err = s.each(s.pool, "", func(o *blob.ListObject) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		id, rest, _ := strings.Cut(strings.TrimPrefix(o.Key, s.pool), "/")
		if current != nil && current.id != id {
			if err := finish(); err != nil {
				return err
			}
		}
		if current == nil {
			current = &leftover{id: id}
		}
		if rest == "data" {
			current.data = o
		} else {
			current.refs = append(current.refs, o)
		}
		return nil
	})
	return removed, errors.Join(err, finish())
}

func (s *Storage) sweep(l *leftover, before time.Time) (removed bool, err error) {
	needed := false
	for _, ref := range l.refs {
		stale, err := s.isStale(l.id, ref, before)
		if err != nil {
			return false, err
		}
		if !stale {
			needed = true
			continue
		}
		if err := s.delete(ref.Key); err != nil {
			return false, err
		}
	}
	if needed || l.data == nil || !l.data.ModTime.Before(before) {
		return false, nil
	}
	return s.drop(l.id) // unless there is a reference that was written since
}

// isStale tells whether nothing is where a reference says that something points to the object.
func (s *Storage) isStale(id string, ref *blob.ListObject, before time.Time) (bool, error) {
	if !ref.ModTime.Before(before) {
		return false, nil
	}
	to, err := s.pointer(unescape(strings.TrimPrefix(ref.Key, s.references(id))))
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	return err == nil && to.ID != id, err
}
