package checkpoint

import "time"

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
	// Path is where it can be restored from, once completed.
	Path string
	// Discarded tells that newer checkpoints have replaced it.
	Discarded bool
	Failure   string
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
