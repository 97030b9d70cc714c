package checkpoint

// Kind is what a checkpoint is for.
type Kind uint8

// The kinds of checkpoints.
const (
	Periodic      Kind = iota // a checkpoint of the job's own
	Savepoint                 // a savepoint; the job goes on and commits nothing by it
	StopSavepoint             // a savepoint after which sources send nothing more
	Final                     // the last checkpoint of a job whose input has ended
)

// IsSavepoint tells the kinds that the job does not own.
func (k Kind) IsSavepoint() bool { return k == Savepoint || k == StopSavepoint }

// Commits tells the kinds whose completion makes sinks commit. A savepoint in passing does not: the job may still go back to
// a checkpoint before it.
func (k Kind) Commits() bool { return k != Savepoint }

// Ends tells the kinds after which a job processes nothing more.
func (k Kind) Ends() bool { return k == StopSavepoint || k == Final }

// Barrier flows through the tasks and separates what a checkpoint holds from what comes after it.
type Barrier struct {
	ID   int64
	Kind Kind
	// Dir is the folder that state is written to; empty where nothing keeps it.
	Dir string
	// base is the checkpoint that changes may be put on, nil for none.
	base *base
}
