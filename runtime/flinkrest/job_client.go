package flinkrest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/penstock/penstock/runtime/driver"
)

// JobClient drives the one job of a dedicated cluster in the words of the lifecycle. Every call may be repeated: what has
// happened already is success. An error that wraps a *driver.TerminalError is a refusal that a repetition would meet too.
type JobClient struct {
	rest *Client
}

// NewJobClient makes a client of the cluster at an endpoint. Nothing is connected yet.
func NewJobClient(endpoint driver.Endpoint) *JobClient { return &JobClient{rest: New(endpoint)} }

// Close gives up idle connections.
func (c *JobClient) Close() { c.rest.Close() }

// RunJob submits the cluster's one program as a job.
func (c *JobClient) RunJob(ctx context.Context, request driver.RunRequest) error {
	jars, err := c.rest.Jars(ctx)
	if err != nil {
		return fmt.Errorf("find the program of the cluster: %w", err)
	}
	if len(jars) != 1 {
		return fmt.Errorf("find the program of the cluster: it has %d", len(jars))
	}
	_, err = c.rest.Run(ctx, jars[0].ID, RunRequest{
		JobID: request.JobID, SavepointPath: request.SavepointPath,
		AllowNonRestoredState: request.AllowNonRestoredState,
	})
	if errors.Is(err, ErrConflict) {
		if jobs, lookErr := c.rest.JobIDs(ctx); lookErr == nil {
			if _, submitted := jobs[request.JobID]; submitted {
				return nil
			}
		}
	}
	return refusal(err)
}

// JobStatus tells how the job is, driver.JobStateAbsent where the cluster does not know it.
func (c *JobClient) JobStatus(ctx context.Context, jobID string) (driver.Job, error) {
	job, err := c.rest.Job(ctx, jobID)
	if errors.Is(err, ErrNotFound) {
		return driver.Job{State: driver.JobStateAbsent}, nil
	}
	if err != nil {
		return driver.Job{}, err
	}
	return driver.Job{State: driver.JobState(job.State), TasksDeployed: job.deployed()}, nil
}

// deployed tells whether every task runs or has finished.
func (j Job) deployed() bool {
	for _, v := range j.Vertices {
		if v.Tasks["RUNNING"]+v.Tasks["FINISHED"] < v.Parallelism {
			return false
		}
	}
	return len(j.Vertices) > 0
}

// StopWithSavepoint triggers a savepoint after which the job is FINISHED.
func (c *JobClient) StopWithSavepoint(ctx context.Context, request driver.SavepointRequest) error {
	_, err := c.rest.Stop(ctx, request.JobID, StopRequest{
		TargetDirectory: request.TargetDirectory, TriggerID: request.TriggerID,
	})
	return refusal(err)
}

// TriggerSavepoint triggers a savepoint of a job that goes on.
func (c *JobClient) TriggerSavepoint(ctx context.Context, request driver.SavepointRequest) error {
	_, err := c.rest.TriggerSavepoint(ctx, request.JobID, SavepointRequest{
		TargetDirectory: request.TargetDirectory, TriggerID: request.TriggerID,
	})
	return refusal(err)
}

// SavepointStatus tells how far a trigger is, driver.SavepointAbsent where the cluster does not know it.
func (c *JobClient) SavepointStatus(ctx context.Context, jobID, triggerID string) (driver.Savepoint, error) {
	s, err := c.rest.Savepoint(ctx, jobID, triggerID)
	switch {
	case errors.Is(err, ErrNotFound):
		return driver.Savepoint{State: driver.SavepointAbsent}, nil
	case err != nil:
		return driver.Savepoint{}, err
	case !s.Done:
		return driver.Savepoint{State: driver.SavepointInProgress}, nil
	case s.Failure != "":
		line, _, _ := strings.Cut(s.Failure, "\n")
		return driver.Savepoint{State: driver.SavepointFailed, Failure: strings.TrimSpace(line)}, nil
	}
	return driver.Savepoint{State: driver.SavepointCompleted, Location: s.Location}, nil
}

// Cancel ends the job without a savepoint. A job that has ended, or is not known, is cancelled.
func (c *JobClient) Cancel(ctx context.Context, jobID string) error {
	err := c.rest.Cancel(ctx, jobID)
	if errors.Is(err, ErrNotFound) || errors.Is(err, ErrConflict) {
		return nil
	}
	return err
}

// Checkpoints tells what was completed and restored.
func (c *JobClient) Checkpoints(ctx context.Context, jobID string) (driver.Checkpoints, error) {
	stats, err := c.rest.Checkpoints(ctx, jobID)
	if err != nil {
		return driver.Checkpoints{}, err
	}
	out := driver.Checkpoints{Completed: int64(stats.Counts.Completed), Failed: int64(stats.Counts.Failed)}
	for _, latest := range []*Checkpoint{stats.Latest.Completed, stats.Latest.Savepoint} {
		if latest == nil || out.Newest != nil && out.Newest.ID > latest.ID {
			continue
		}
		out.Newest = &driver.Checkpoint{
			ID: latest.ID, ExternalPath: latest.ExternalPath, CompletedAt: millis(latest.LatestAck),
			Savepoint: latest.IsSavepoint, Size: latest.StateSize,
		}
	}
	if stats.Latest.Restored != nil {
		out.RestoredPath = stats.Latest.Restored.ExternalPath
	}
	return out, nil
}

// Exceptions lists why the job failed, the newest first.
func (c *JobClient) Exceptions(ctx context.Context, jobID string) ([]driver.JobException, error) {
	history, err := c.rest.Exceptions(ctx, jobID)
	if err != nil {
		return nil, err
	}
	out := make([]driver.JobException, len(history))
	for i, e := range history {
		out[i] = driver.JobException{Message: e.Message(), Task: e.TaskName, At: e.Time()}
	}
	return out, nil
}

// Plan is Flink's JSON plan of the job.
func (c *JobClient) Plan(ctx context.Context, jobID string) (json.RawMessage, error) {
	return c.rest.Plan(ctx, jobID)
}

// refusal makes a terminal error of an answer that says the request itself cannot be met. What did not arrive, a server's
// own fault, and a job that is not known (yet) may be repeated.
func refusal(err error) error {
	var answered *Error
	if !errors.As(err, &answered) {
		return err
	}
	if answered.Status == http.StatusBadRequest || answered.Status == http.StatusConflict {
		return &driver.TerminalError{Reason: strings.Join(answered.Messages, "; "), Err: err}
	}
	return err
}
