package checkpoint

import "context"

// Kind is what a checkpoint is for.
type Kind uint8

// The kinds of checkpoints.
const (
	Periodic      Kind = iota // a checkpoint of the job's own
	Savepoint                 // a savepoint; the job goes on
	StopSavepoint             // a savepoint after which sources send nothing more
	Final                     // the last checkpoint of a job whose input has ended
)

// IsSavepoint tells the kinds that the job does not own.
func (k Kind) IsSavepoint() bool { return k == Savepoint || k == StopSavepoint }

// Ends tells the kinds after which a job processes nothing more.
func (k Kind) Ends() bool { return k == StopSavepoint || k == Final }

// Barrier flows through the tasks and separates what a checkpoint holds from what comes after it.
type Barrier struct {
	ID   int64
	Kind Kind
	// Dir is the folder that state is written to; empty where nothing keeps it.
	Dir string
	// given is done when the checkpoint is complete or was given up; nil for ever.
	given context.Context
	// own tells that Dir is the job's own, to which it goes back after a failure.
	own bool
	// base is the checkpoint that changes may be put on, nil for none.
	base *base
}
