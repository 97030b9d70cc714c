package checkpoint

import (
	"maps"
	"slices"
)

// WithState are the ids of the operators that have state, in order.
func (s *Snapshot) WithState() []string {
	ids := make(map[string]bool)
	for id := range s.sections {
		ids[id] = true
	}
	for id := range s.tables {
		ids[id] = true
	}
	return slices.Sorted(maps.Keys(ids))
}
