package operator

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// Splits hands the splits of a source out to its subtasks, each to whoever asks first. It is in no checkpoint: readers keep
// the splits that they read or have read, and all others are discovered again.
type Splits struct {
	name   string
	source connector.Source

	mu sync.Mutex
	// known are the ids of all splits that were discovered or restored.
	known   map[string]bool
	pending []connector.Split
	// complete tells that no more splits come.
	complete bool
	// changed is closed when there is something new.
	changed chan struct{}
}

// splitState is what a reader puts into a checkpoint.
type splitState struct {
	// Reading are splits with the positions where to go on.
	Reading []connector.Split `json:"reading,omitempty"`
	// Finished are the ids of those that were read to their end.
	Finished []string `json:"finished,omitempty"`
}

// splitsState is the name of the section of a splitState.
const splitsState = "splits"

func restoredSplits(r state.Restored) (all splitState, err error) {
	for _, s := range r.Subtasks(splitsState) {
		var part splitState
		if err := json.Unmarshal(s, &part); err != nil {
			return all, fmt.Errorf("damaged splits: %w", err)
		}
		all.Reading = append(all.Reading, part.Reading...)
		all.Finished = append(all.Finished, part.Finished...)
	}
	return all, nil
}

// NewSplits returns the splits of a source that goes on from a state, which every subtask is given too. name is for errors.
func NewSplits(name string, source connector.Source, r state.Restored) (*Splits, error) {
	restored, err := restoredSplits(r)
	if err != nil {
		return nil, err
	}
	s := &Splits{name: name, source: source, known: make(map[string]bool), changed: make(chan struct{})}
	for _, split := range restored.Reading {
		s.known[split.ID] = true
	}
	for _, id := range restored.Finished {
		s.known[id] = true
	}
	return s, nil
}

// Run discovers splits until ctx is done, or once if that is all.
func (s *Splits) Run(ctx context.Context) error {
	interval := s.source.DiscoveryInterval()
	for {
		found, err := s.source.Discover(ctx)
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return fmt.Errorf("discover splits of %s: %w", s.name, err)
		}
		s.add(found, interval == 0)
		if interval == 0 {
			return nil
		}
		timer := time.NewTimer(interval)
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-timer.C:
		}
	}
}

func (s *Splits) add(found []connector.Split, complete bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.complete = complete
	for _, split := range found {
		if !s.known[split.ID] {
			s.known[split.ID] = true
			s.pending = append(s.pending, split)
		}
	}
	close(s.changed)
	s.changed = make(chan struct{})
}

// next waits for a split. io.EOF says that there are no more.
func (s *Splits) next(ctx context.Context) (connector.Split, error) {
	for {
		s.mu.Lock()
		if err := ctx.Err(); err != nil {
			s.mu.Unlock()
			return connector.Split{}, err
		}
		if len(s.pending) > 0 {
			split := s.pending[0]
			s.pending = s.pending[1:]
			s.mu.Unlock()
			return split, nil
		}
		complete, changed := s.complete, s.changed
		s.mu.Unlock()
		if complete {
			return connector.Split{}, io.EOF
		}
		select {
		case <-ctx.Done():
			return connector.Split{}, ctx.Err()
		case <-changed:
		}
	}
}

// errEmptyRead guards against readers that neither wait nor end.
var errEmptyRead = errors.New("the reader returned neither rows nor an end, again and again")
