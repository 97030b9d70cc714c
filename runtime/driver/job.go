package driver

import "time"

// JobState is the state of a job by Flink's names, see [JobStateAbsent] for the one that Flink does not name.
type JobState string

// The states of a job.
const (
	// JobStateAbsent means that the cluster answers and has no such job: it was never submitted.
	JobStateAbsent       JobState = "ABSENT"
	JobStateInitializing JobState = "INITIALIZING"
	JobStateCreated      JobState = "CREATED"
	JobStateRunning      JobState = "RUNNING"
	JobStateRestarting   JobState = "RESTARTING"
	JobStateFailing      JobState = "FAILING"
	JobStateCancelling   JobState = "CANCELLING"
	JobStateReconciling  JobState = "RECONCILING"
	JobStateSuspended    JobState = "SUSPENDED"
	JobStateFinished     JobState = "FINISHED"
	JobStateCanceled     JobState = "CANCELED"
	JobStateFailed       JobState = "FAILED"
)

// Ended tells whether the job has ended for good.
func (s JobState) Ended() bool {
	return s == JobStateFinished || s == JobStateCanceled || s == JobStateFailed
}

// RunRequest asks a cluster to run its job: POST /jars/:id/run.
type RunRequest struct {
	// JobID is the id to run under. Submitting a job that the cluster knows already, also one that has ended, is
	// success and changes nothing.
	JobID string
	// SavepointPath is the savepoint or checkpoint to restore; empty starts without state.
	SavepointPath string
	// AllowNonRestoredState lets the job start although the savepoint has state that belongs to no operator.
	AllowNonRestoredState bool
	// MetadataDigest is the SHA-256 that the savepoint's file of metadata has to have, as it is stored; nil where it is not known.
	MetadataDigest []byte
}

// Job is what GET /jobs/:id tells.
type Job struct {
	// State is the job's state.
	State JobState
	// TasksDeployed is true when every task of the job runs or has finished. A bounded job may have ended before
	// anybody saw it so.
	TasksDeployed bool
	// Changes is how often the state had changed at least when it was read, for the clusters that tell of changes; 0 for those
	// that have to be looked at again and again.
	Changes int64
}

// SavepointRequest asks for a savepoint, and for the end of the job after it when it goes to /jobs/:id/stop.
type SavepointRequest struct {
	// JobID is the job.
	JobID string
	// TriggerID is chosen by the caller (32 hex digits) and kept: a repeated request with it triggers nothing twice.
	TriggerID string
	// TargetDirectory is the URI of the directory under which the savepoint is made.
	TargetDirectory string
}

// SavepointState is how far a triggered savepoint is.
type SavepointState string

// The states of a savepoint.
const (
	// SavepointAbsent means that the cluster knows no such trigger: the request never arrived, or the cluster that
	// knew it has ended.
	SavepointAbsent     SavepointState = "ABSENT"
	SavepointInProgress SavepointState = "IN_PROGRESS"
	SavepointCompleted  SavepointState = "COMPLETED"
	SavepointFailed     SavepointState = "FAILED"
)

// Savepoint is what GET /jobs/:id/savepoints/:trigger tells.
type Savepoint struct {
	// State is how far it is.
	State SavepointState
	// Location is the URI of the savepoint, once completed.
	Location string
	// Failure is why it failed, first line only.
	Failure string
}

// Checkpoints is what GET /jobs/:id/checkpoints tells, as far as it is used.
type Checkpoints struct {
	// Completed and Failed count since the job was submitted.
	Completed, Failed int64
	// Newest is the newest completed one, nil when there is none.
	Newest *Checkpoint
	// RestoredPath is what the job was last restored from; empty when it started without state.
	RestoredPath string
}

// Checkpoint is one completed checkpoint.
type Checkpoint struct {
	// ID counts up within a run of the application.
	ID int64
	// ExternalPath is the URI to restore it from.
	ExternalPath string
	// CompletedAt is when its last acknowledgement arrived.
	CompletedAt time.Time
	// Savepoint is true for one that was asked for.
	Savepoint bool
	// Size is the size of its state in bytes.
	Size int64
}

// JobException is one entry of GET /jobs/:id/exceptions.
type JobException struct {
	// Message is the first line of the exception, and Task the task that threw it, empty when it was none.
	Message, Task string
	// At is when it was thrown.
	At time.Time
}
