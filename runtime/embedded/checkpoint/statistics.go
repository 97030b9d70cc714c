package checkpoint

import (
	"slices"
	"time"
)

// maxHistory is how many checkpoints the statistics list, as Flink's web.checkpoints.history has it.
const maxHistory = 10

// The states of a checkpoint.
const (
	InProgress = "IN_PROGRESS"
	Completed  = "COMPLETED"
	Failed     = "FAILED"
)

// Checkpoint is one checkpoint or savepoint as the statistics tell it.
type Checkpoint struct {
	ID int64
	// Status is InProgress, Completed or Failed.
	Status    string
	Savepoint bool
	Triggered time.Time
	// Acknowledged is when the last subtask had written its part, or when the checkpoint failed; zero before.
	Acknowledged time.Time
	// StateSize is the size in bytes of all its files, Written that of the files that were written for it alone: the others were
	// there from older checkpoints.
	StateSize, Written int64
	Subtasks           int
	// Acknowledgements are what the subtasks have done for it so far, in the order in which they came.
	Acknowledgements []Acknowledgement
	// Path is where it can be restored from, once completed.
	Path string
	// Discarded tells that newer checkpoints have replaced it.
	Discarded bool
	Failure   string
}

// Acknowledgement is what a subtask has done for a checkpoint.
type Acknowledgement struct {
	Vertex  string
	Subtask int
	At      time.Time
	// Written is the size of what the subtask wrote for it in bytes, StateSize that of all its state once the checkpoint is complete.
	Written, StateSize int64
}

// OperatorSubtask is an operator in one of its subtasks.
type OperatorSubtask struct {
	Operator string
	Subtask  int
}

// Restore tells what the job last went on from.
type Restore struct {
	ID        int64
	At        time.Time
	Savepoint bool
	Path      string
}

// Statistics are the figures of a job's checkpoints, savepoints included.
type Statistics struct {
	Restored, Total, InProgress, Completed, Failed int
	// LatestCompleted excludes savepoints; each is nil where there was none.
	LatestCompleted, LatestSavepoint, LatestFailed *Checkpoint
	Restore                                        *Restore
	// History has the last few, the newest first.
	History []Checkpoint
}

// statistics is kept by the coordinator under its lock.
type statistics struct {
	restored, total, inProgress, completed, failed int
	latestCompleted, latestSavepoint, latestFailed *Checkpoint
	restore                                        *Restore
	history                                        []*Checkpoint
	// sizes are those of the state that operators have in the newest complete checkpoint. The map is never changed.
	sizes map[OperatorSubtask]int64
}

// sized tells how large the states in a checkpoint are, of which the subtasks wrote what they acknowledged.
func (s *statistics) sized(c *Checkpoint, m *Metadata) {
	type place struct {
		vertex  string
		subtask int
	}
	older := make(map[place]int64)
	own := make(map[string]bool, len(m.Files))
	for _, f := range m.Files {
		own[f.Name] = true
	}
	s.sizes = make(map[OperatorSubtask]int64)
	for _, t := range m.Tables {
		for _, p := range t.Parts {
			s.sizes[OperatorSubtask{t.Operator, t.Subtask}] += p.Size
			if !own[p.File] {
				older[place{t.Vertex, t.Subtask}] += p.Size
			}
		}
	}
	c.Acknowledgements = slices.Clone(c.Acknowledgements)
	for i := range c.Acknowledgements {
		a := &c.Acknowledgements[i]
		a.StateSize = a.Written + older[place{a.Vertex, a.Subtask}]
	}
}

func (s *statistics) start(c *Checkpoint) {
	s.total++
	s.inProgress++
	s.history = append([]*Checkpoint{c}, s.history...)
	if len(s.history) > maxHistory {
		s.history = s.history[:maxHistory]
	}
}

func (s *statistics) end(c *Checkpoint, at time.Time, failure error) {
	s.inProgress--
	c.Acknowledged = at
	if failure != nil {
		c.Status, c.Failure = Failed, failure.Error()
		s.failed++
		s.latestFailed = c
		return
	}
	c.Status = Completed
	s.completed++
	if c.Savepoint {
		s.latestSavepoint = c
	} else {
		s.latestCompleted = c
	}
}

func (s *statistics) discard(id int64) {
	for _, c := range s.history {
		if c.ID == id {
			c.Discarded = true
		}
	}
}

func (s *statistics) copy() Statistics {
	clone := func(c *Checkpoint) *Checkpoint {
		if c == nil {
			return nil
		}
		cloned := *c
		return &cloned
	}
	out := Statistics{
		Restored: s.restored, Total: s.total, InProgress: s.inProgress, Completed: s.completed, Failed: s.failed,
		LatestCompleted: clone(s.latestCompleted), LatestSavepoint: clone(s.latestSavepoint), LatestFailed: clone(s.latestFailed),
		History: make([]Checkpoint, len(s.history)),
	}
	if s.restore != nil {
		restore := *s.restore
		out.Restore = &restore
	}
	for i, c := range s.history {
		out.History[i] = *c
	}
	return out
}
