package reconciler

import (
	"context"
	"encoding/json"

	"github.com/penstock/penstock/runtime/driver"
)

// JobClient is what the reconciler needs of the Flink REST API of one cluster. runtime/flinkrest implements it.
//
// Each call may have taken effect although it returned an error, so each can be repeated: what has happened already is
// success. An error that wraps a *driver.TerminalError means that the cluster refused and will refuse again.
type JobClient interface {
	// RunJob submits the job of the cluster.
	RunJob(ctx context.Context, request driver.RunRequest) error
	// CheckRestore tells whether the job could be run as the request says; nothing is run. It returns nil, too, where the cluster
	// has no way to find out. What it refuses it may refuse only because there is nothing at the path any more.
	CheckRestore(ctx context.Context, request driver.RunRequest) error
	// Preload has the cluster read the state that its job will go on from, or an earlier one of the same job, and returns how many
	// entries of keyed state it holds now; 0 where the cluster cannot.
	Preload(ctx context.Context, request driver.RunRequest) (entries int, err error)
	// Checkpoint has the job take a checkpoint now, under a trigger id as that of a savepoint, and returns when it has ended, well
	// or not.
	Checkpoint(ctx context.Context, jobID, triggerID string) error
	// JobStatus tells how the job is; a job the cluster does not know is JobStateAbsent, not an error.
	JobStatus(ctx context.Context, jobID string) (driver.Job, error)
	// AwaitChange returns once the job's state has changed more often than known. An error may also mean that the cluster has
	// ended, or that it does not tell of changes.
	AwaitChange(ctx context.Context, jobID string, known int64) error
	// StopWithSavepoint triggers a savepoint after which the job ends with FINISHED. When the savepoint fails the job
	// goes on.
	StopWithSavepoint(ctx context.Context, request driver.SavepointRequest) error
	// TriggerSavepoint triggers a savepoint of a job that goes on.
	TriggerSavepoint(ctx context.Context, request driver.SavepointRequest) error
	// SavepointStatus tells how far a trigger of either kind is.
	SavepointStatus(ctx context.Context, jobID, triggerID string) (driver.Savepoint, error)
	// Cancel ends the job without a savepoint. A job that has ended, or is not known, is cancelled.
	Cancel(ctx context.Context, jobID string) error
	// Checkpoints tells what was completed and restored.
	Checkpoints(ctx context.Context, jobID string) (driver.Checkpoints, error)
	// Exceptions lists why the job failed, newest first.
	Exceptions(ctx context.Context, jobID string) ([]driver.JobException, error)
	// Vitals tells how the job gets on.
	Vitals(ctx context.Context, jobID string) (driver.Vitals, error)
	// Plan is Flink's JSON plan of the job.
	Plan(ctx context.Context, jobID string) (json.RawMessage, error)
	// Close gives up idle connections.
	Close()
}
