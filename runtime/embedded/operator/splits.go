package operator

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// Splits hands the splits of a source out to its subtasks, each to the one of those that wait that got none for the longest
// time: a subtask that never gets one would hold event time back. It is in no checkpoint: readers keep the splits that they
// read or have read, and all others are discovered again.
type Splits struct {
	name   string
	source connector.Source

	// reading are the splits that subtasks go on with, by subtask; first what the others begin with.
	reading [][]connector.Split
	first   []*connector.Split

	mu sync.Mutex
	// known are the ids of all splits that were discovered or restored.
	known   map[string]bool
	pending []connector.Split
	// waiting tells which subtasks wait for a split, served when each got its last one, counted by turn.
	waiting []bool
	served  []uint64
	turn    uint64
	// complete tells that no more splits come.
	complete bool
	mode     ReadMode
	// ended are the splits that a savepoint had read to their end, where their growth counts.
	ended []connector.Split
	// changed is closed when there is something new.
	changed chan struct{}
}

// ReadMode tells what of a source is read.
type ReadMode struct {
	// Present stops discovery once the splits that there are at the start are known.
	Present bool
	// Appended goes on at the end of splits that were read to it, where a restored state tells where that was.
	Appended bool
}

// splitState is what a reader puts into a checkpoint.
type splitState struct {
	// Reading are splits with the positions where to go on.
	Reading []connector.Split `json:"reading,omitempty"`
	// Ended are those that were read to their end, with where that was.
	Ended []connector.Split `json:"ended,omitempty"`
	// Finished are the ids of such in states that do not tell where the end was.
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
		all.Ended = append(all.Ended, part.Ended...)
		for _, id := range part.Finished {
			all.Ended = append(all.Ended, connector.Split{ID: id})
		}
	}
	return all, nil
}

// NewSplits returns the splits of a source of a number of subtasks that goes on from a state, which every subtask is given
// too. Splits that were being read go to the subtasks in turn. name is for errors.
func NewSplits(name string, source connector.Source, parallelism int, r state.Restored, mode ReadMode) (*Splits, error) {
	restored, err := restoredSplits(r)
	if err != nil {
		return nil, err
	}
	s := &Splits{
		name: name, source: source, mode: mode, known: make(map[string]bool), changed: make(chan struct{}),
		reading: make([][]connector.Split, parallelism), first: make([]*connector.Split, parallelism),
		waiting: make([]bool, parallelism), served: make([]uint64, parallelism),
	}
	for i, split := range restored.Reading {
		s.known[split.ID] = true
		s.reading[i%parallelism] = append(s.reading[i%parallelism], split)
	}
	for _, split := range restored.Ended {
		s.known[split.ID] = true
		if mode.Appended && len(split.Position) > 0 {
			s.ended = append(s.ended, split)
		}
	}
	return s, nil
}

// Start discovers the splits that there are, and gives each subtask that does not go on with one its first.
func (s *Splits) Start(ctx context.Context) error {
	found, err := s.discover(ctx)
	if err != nil {
		return err
	}
	for _, split := range s.ended {
		if slices.ContainsFunc(found, func(f connector.Split) bool { return f.ID == split.ID }) {
			s.reopened(split)
		}
	}
	for subtask := range s.first {
		if len(s.reading[subtask]) == 0 && len(s.pending) > 0 {
			s.first[subtask], s.pending = &s.pending[0], s.pending[1:]
		}
	}
	return nil
}

// reopened hands a split that had been read to its end to the subtask that has the least to read.
func (s *Splits) reopened(split connector.Split) {
	to := 0
	for subtask, reading := range s.reading {
		if len(reading) < len(s.reading[to]) {
			to = subtask
		}
	}
	s.reading[to] = append(s.reading[to], split)
}

// settled are those of ended splits that nobody goes on to read.
func (s *Splits) settled(ended []connector.Split) []connector.Split {
	return slices.DeleteFunc(slices.Clone(ended), func(split connector.Split) bool {
		return slices.ContainsFunc(s.reading, func(own []connector.Split) bool {
			return slices.ContainsFunc(own, func(o connector.Split) bool { return o.ID == split.ID })
		})
	})
}

// Empty tells, after Start, that a subtask has nothing to read, and never will. Event time need not wait for it, not even until
// it says so.
func (s *Splits) Empty(subtask int) bool {
	return s.complete && len(s.reading[subtask]) == 0 && s.first[subtask] == nil
}

// Run goes on to discover splits until ctx is done, if the source wants that.
func (s *Splits) Run(ctx context.Context) error {
	interval := s.source.DiscoveryInterval()
	for interval > 0 && !s.mode.Present {
		timer := time.NewTimer(interval)
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-timer.C:
		}
		if _, err := s.discover(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (s *Splits) discover(ctx context.Context) ([]connector.Split, error) {
	found, err := s.source.Discover(ctx)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, fmt.Errorf("discover splits of %s: %w", s.name, err)
	}
	s.add(found, s.source.DiscoveryInterval() == 0 || s.mode.Present)
	return found, nil
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
	s.wake()
}

// Pending is about how many rows wait to be read; told is false where the source cannot tell.
func (s *Splits) Pending() (rows int64, told bool) {
	backlog, ok := s.source.(connector.Backlog)
	if !ok {
		return 0, false
	}
	s.mu.Lock()
	unread := slices.Clone(s.pending)
	s.mu.Unlock()
	rows = backlog.Pending(unread)
	return rows, rows >= 0
}

// wake makes all who wait look again. The caller holds the lock.
func (s *Splits) wake() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// begin returns what a subtask begins with.
func (s *Splits) begin(subtask int) []connector.Split {
	if first := s.first[subtask]; first != nil {
		return []connector.Split{*first}
	}
	return s.reading[subtask]
}

// next waits for a split for a subtask. io.EOF says that there are no more.
func (s *Splits) next(ctx context.Context, subtask int) (connector.Split, error) {
	for {
		split, changed, err := s.take(ctx, subtask)
		if changed == nil {
			return split, err
		}
		select {
		case <-ctx.Done():
		case <-changed:
		}
	}
}

// take takes a split if there is one and it is the subtask's turn. Otherwise changed tells when to try again.
func (s *Splits) take(ctx context.Context, subtask int) (split connector.Split, changed <-chan struct{}, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case ctx.Err() != nil:
		err = ctx.Err()
	case len(s.pending) > 0 && s.isNext(subtask):
		split, s.pending = s.pending[0], s.pending[1:]
		s.turn++
		s.served[subtask] = s.turn
	case len(s.pending) == 0 && s.complete:
		err = io.EOF
	default:
		s.waiting[subtask] = true
		return split, s.changed, nil
	}
	s.waiting[subtask] = false
	if len(s.pending) > 0 {
		s.wake() // it is another's turn now
	}
	return split, nil, err
}

// isNext tells that nobody waits who got a split longer ago. Those who got none go by their numbers.
func (s *Splits) isNext(subtask int) bool {
	for other, waits := range s.waiting {
		if waits && cmp.Or(cmp.Compare(s.served[other], s.served[subtask]), other-subtask) < 0 {
			return false
		}
	}
	return true
}

// errEmptyRead guards against readers that neither wait nor end.
var errEmptyRead = errors.New("the reader returned neither rows nor an end, again and again")
