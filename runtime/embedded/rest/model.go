package rest

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// RefusedError is a failure that the client can mend. What a Cluster or a Job returns may wrap it; every other failure is the
// cluster's own, and told with status 500.
type RefusedError struct {
	// Conflict tells that the state of the cluster or the job does not allow it (409), otherwise the request is wrong (400).
	Conflict bool
	Err      error
}

// Error is that of Err.
func (e *RefusedError) Error() string { return e.Err.Error() }

// Unwrap returns Err.
func (e *RefusedError) Unwrap() error { return e.Err }

// Invalid says that a request is wrong.
func Invalid(format string, args ...any) error {
	return &RefusedError{Err: fmt.Errorf(format, args...)}
}

// Conflict says that the state of the cluster or the job does not allow what is requested.
func Conflict(format string, args ...any) error {
	return &RefusedError{Conflict: true, Err: fmt.Errorf(format, args...)}
}

// Cluster is what the server needs of the process that it speaks for. It is used concurrently.
type Cluster interface {
	// Program is the compiled script.
	Program() Program
	// Run starts the job and returns once it is accepted. A Conflict if a job of another id was run already; a repeated
	// call with the same id changes nothing.
	Run(ctx context.Context, req RunRequest) error
	// CheckRestore tells whether RestorePath fits the program, without running anything; it is Invalid if it does not, and a
	// Conflict if there is nothing at the path (any more).
	CheckRestore(ctx context.Context, req RunRequest) error
	// Preload reads the state at RestorePath, so that Run from a later snapshot of the same job is short, and returns how many entries
	// it has. It is a Conflict if a job was run already, or if there is nothing at the path.
	Preload(ctx context.Context, req RunRequest) (entries int, err error)
	// Job is the job that was run, also after its end; nil before.
	Job() Job
	// Worker tells what the process is and uses.
	Worker() Worker
	// CPUTime is what the process has used.
	CPUTime() time.Duration
}

// Program is a compiled script, which Flink would call a JAR.
type Program struct {
	ID, Name string
	// Prepared is when it was compiled.
	Prepared time.Time
}

// RunRequest says how to run the program.
type RunRequest struct {
	// JobID is the id to run under, 32 lower case hex digits; empty for the one that the cluster was made with.
	JobID string
	// RestorePath is the savepoint or checkpoint to go on from; empty for none.
	RestorePath string
	// AllowNonRestoredState lets state in RestorePath go that belongs to no operator of the program.
	AllowNonRestoredState bool
	// MetadataDigest is what the metadata in RestorePath have to be, as [checkpoint.MetadataDigest] tells; nil where that is not known.
	MetadataDigest []byte
	// Parallelism overrides the cluster's; 0 does not.
	Parallelism int
}

// Worker is the process, told as a TaskManager.
type Worker struct {
	ID string
	// Slots is how many parallel subtasks it was made for.
	Slots int
	// CPUs is how many cores it may use.
	CPUs int
	// PhysicalMemory is the machine's, in bytes; 0 if not known.
	PhysicalMemory int64
	// Metrics are figures of the process by Flink's names, such as Status.JVM.CPU.Load.
	Metrics map[string]string
}

// Job is what the server needs of a job. It is used concurrently, also after the job's end.
type Job interface {
	ID() string
	Name() string
	Status() Status
	// Changes is how often the job's state has changed, and a channel that is closed at the next change.
	Changes() (count int64, next <-chan struct{})
	// Plan is Flink's plan JSON: an object of jid, name, type and nodes.
	Plan() json.RawMessage
	Vertices() []Vertex
	Checkpoints() Checkpoints
	// Exceptions are what made the job fail or restart, the newest first.
	Exceptions() []Exception
	// Metrics are figures of the job by Flink's names, such as fullRestarts.
	Metrics() map[string]string
	// Settings are what the job runs with.
	Settings() Settings
	// Vitals tells how the job gets on; it is asked for often.
	Vitals() Vitals

	// TriggerCheckpoint takes a checkpoint now and returns when it is complete.
	TriggerCheckpoint(ctx context.Context) (id int64, err error)
	// Savepoint takes a savepoint below dir and returns its path when it is complete.
	Savepoint(ctx context.Context, dir string) (path string, err error)
	// StopWithSavepoint takes a savepoint below dir and ends the job, which is FINISHED soon after this returns. With
	// drain, event time is brought to its end first.
	StopWithSavepoint(ctx context.Context, dir string, drain bool) (path string, err error)
	// Cancel asks the job to end without a savepoint and returns at once.
	Cancel()
}

// Status is the state of a job by Flink's name and when it entered each state last.
type Status struct {
	State   string
	Entered map[string]time.Time
}

// Settings are what GET /jobs/:id/config and the job's detail tell of how it runs.
type Settings struct {
	Parallelism, MaxParallelism int
	// CheckpointInterval is 0 where periodic checkpoints are off.
	CheckpointInterval time.Duration
	MinPause           time.Duration
	// CheckpointTimeout is how long a checkpoint may take, TolerableFailures how many may fail in a row.
	CheckpointTimeout time.Duration
	TolerableFailures int
	// Properties are what the user set, shown as Flink's user-config.
	Properties map[string]string
}

// Vertex is a chain of operators with its figures so far, summed over its subtasks.
type Vertex struct {
	ID, Name                    string
	Parallelism, MaxParallelism int
	// Operators are the chained operators in the order in which rows pass them.
	Operators []Operator
	// Started and Ended are zero before.
	Started, Ended time.Time
	Subtasks       []Subtask
}

// Operator is one of a chain.
type Operator struct {
	// ID names the state, Name is short, such as GroupAggregate[3].
	ID, Name string
}

// Subtask is one parallel instance of a vertex.
type Subtask struct {
	// State is Flink's execution state, such as DEPLOYING, INITIALIZING, RUNNING or FINISHED.
	State string
	// Entered is when the latest attempt came to each of its states.
	Entered map[string]time.Time
	// Attempt counts the executions from 0.
	Attempt int
	// Watermark is the event time that came in, ms since the epoch; the smallest int64 before any.
	Watermark int64
	// ReadRecords came in, WriteRecords went out. The bytes are those that came from other subtasks, and went to them.
	ReadRecords, WriteRecords int64
	ReadBytes, WriteBytes     int64
	// Busy, Idle and Backpressured are the times spent so.
	Busy, Idle, Backpressured time.Duration
	// Metrics are figures by Flink's names, such as numRecordsIn.
	Metrics map[string]string
	// Operators are the figures of those of the vertex.
	Operators []OperatorFigures
}

// OperatorFigures are those of an operator in one subtask.
type OperatorFigures struct {
	RecordsIn, RecordsOut int64
	// InputWatermark is the event time that came in, OutputWatermark that which was passed on, ms since the epoch; the smallest int64 before
	// any.
	InputWatermark, OutputWatermark int64
	// StateSize is what the newest complete checkpoint has of the operator's state, in bytes.
	StateSize int64
}

// Exception is one failure of a job.
type Exception struct {
	// Name is the kind of failure, where Flink has a Java class.
	Name string
	// Message is what happened, first the failure, then causes, a line each.
	Message string
	// Task is the name of the task that failed; empty if it was none.
	Task string
	At   time.Time
}

// Checkpoints are the statistics of a job's checkpoints, savepoints included.
type Checkpoints struct {
	Restored, Total, InProgress, Completed, Failed int
	// LatestCompleted excludes savepoints; each is nil where there was none.
	LatestCompleted, LatestSavepoint, LatestFailed *Checkpoint
	Restore                                        *Restore
	// History has the last few, the newest first.
	History []Checkpoint
}

// Checkpoint is one checkpoint or savepoint.
type Checkpoint struct {
	ID int64
	// Status is IN_PROGRESS, COMPLETED or FAILED.
	Status    string
	Savepoint bool
	Triggered time.Time
	// Acknowledged is when the last subtask had written its part; zero before.
	Acknowledged time.Time
	// StateSize is the size in bytes of all its files, Written that of the files that were written for it alone.
	StateSize, Written int64
	Subtasks           int
	// Acknowledgements are what the subtasks have done for it so far.
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

// Restore tells what the job last went on from.
type Restore struct {
	ID        int64
	At        time.Time
	Savepoint bool
	Path      string
}
