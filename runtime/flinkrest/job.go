package flinkrest

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"time"
)

// JobStatus is the state of a job as Flink names it.
type JobStatus string

// The states of a job.
const (
	JobInitializing JobStatus = "INITIALIZING"
	JobCreated      JobStatus = "CREATED"
	JobRunning      JobStatus = "RUNNING"
	JobRestarting   JobStatus = "RESTARTING"
	JobFailing      JobStatus = "FAILING"
	JobFailed       JobStatus = "FAILED"
	JobCancelling   JobStatus = "CANCELLING"
	JobCanceled     JobStatus = "CANCELED"
	JobFinished     JobStatus = "FINISHED"
	JobSuspended    JobStatus = "SUSPENDED"
	JobReconciling  JobStatus = "RECONCILING"
)

// Terminal tells the states that a job on this cluster never leaves.
func (s JobStatus) Terminal() bool {
	return s == JobFailed || s == JobCanceled || s == JobFinished
}

// JobOverview is one entry of GET /jobs/overview.
type JobOverview struct {
	ID               string         `json:"jid"`
	Name             string         `json:"name"`
	State            JobStatus      `json:"state"`
	StartTime        int64          `json:"start-time"`        // ms since the epoch
	EndTime          int64          `json:"end-time"`          // ms since the epoch, -1 while it has not ended
	Duration         int64          `json:"duration"`          // ms
	LastModification int64          `json:"last-modification"` // ms since the epoch
	Tasks            map[string]int `json:"tasks"`             // number by lower-case task state, and "total"
}

// Jobs lists the jobs that the cluster knows, ended ones included.
func (c *Client) Jobs(ctx context.Context) ([]JobOverview, error) {
	var out struct {
		Jobs []JobOverview `json:"jobs"`
	}
	err := c.get(ctx, "/jobs/overview", &out)
	return out.Jobs, err
}

// JobIDs lists ids and states only, which is cheaper for the cluster than Jobs.
func (c *Client) JobIDs(ctx context.Context) (map[string]JobStatus, error) {
	var out struct {
		Jobs []struct {
			ID     string    `json:"id"`
			Status JobStatus `json:"status"`
		} `json:"jobs"`
	}
	if err := c.get(ctx, "/jobs", &out); err != nil {
		return nil, err
	}
	jobs := make(map[string]JobStatus, len(out.Jobs))
	for _, j := range out.Jobs {
		jobs[j.ID] = j.Status
	}
	return jobs, nil
}

// Job is GET /jobs/:id.
type Job struct {
	ID             string              `json:"jid"`
	Name           string              `json:"name"`
	State          JobStatus           `json:"state"`
	StartTime      int64               `json:"start-time"` // ms since the epoch
	EndTime        int64               `json:"end-time"`   // ms since the epoch, -1 while it has not ended
	Duration       int64               `json:"duration"`   // ms
	Now            int64               `json:"now"`        // the cluster's clock, ms since the epoch
	MaxParallelism int                 `json:"maxParallelism"`
	Timestamps     map[JobStatus]int64 `json:"timestamps"` // when each state was last entered, 0 for never
	Vertices       []Vertex            `json:"vertices"`
	StatusCounts   map[string]int      `json:"status-counts"`
	Plan           json.RawMessage     `json:"plan"`
}

// Entered is when the job last came into a state; the zero time if it never was in it.
func (j Job) Entered(s JobStatus) time.Time { return millis(j.Timestamps[s]) }

// Vertex is one chain of operators of a job, run by as many tasks as its parallelism says.
type Vertex struct {
	ID             string         `json:"id"`
	Name           string         `json:"name"`
	Parallelism    int            `json:"parallelism"`
	MaxParallelism int            `json:"maxParallelism"`
	Status         string         `json:"status"`
	StartTime      int64          `json:"start-time"`
	EndTime        int64          `json:"end-time"`
	Duration       int64          `json:"duration"`
	Tasks          map[string]int `json:"tasks"`
	Metrics        VertexMetrics  `json:"metrics"`
}

// VertexMetrics is how much went through a vertex so far, summed over its tasks.
type VertexMetrics struct {
	ReadBytes    int64 `json:"read-bytes"`
	WriteBytes   int64 `json:"write-bytes"`
	ReadRecords  int64 `json:"read-records"`
	WriteRecords int64 `json:"write-records"`
	// The times that its tasks have spent so, in ms.
	BusyTime          number `json:"accumulated-busy-time"`
	IdleTime          number `json:"accumulated-idle-time"`
	BackpressuredTime number `json:"accumulated-backpressured-time"`
}

// Job asks for one job with its vertices.
func (c *Client) Job(ctx context.Context, id string) (Job, error) {
	var out Job
	err := c.get(ctx, jobPath(id), &out)
	return out, err
}

// Plan is the job's plan as Flink's JSON (jid, name, nodes), the form that DescribeApplication shows.
func (c *Client) Plan(ctx context.Context, id string) (json.RawMessage, error) {
	var out struct {
		Plan json.RawMessage `json:"plan"`
	}
	err := c.get(ctx, jobPath(id, "plan"), &out)
	return out.Plan, err
}

// Cancel ends a job without a savepoint. It returns when the cancellation is accepted, not when it is done.
func (c *Client) Cancel(ctx context.Context, id string) error {
	return c.do(ctx, http.MethodPatch, jobPath(id)+"?mode=cancel", nil, nil)
}

func jobPath(id string, more ...string) string {
	path := "/jobs/" + url.PathEscape(id)
	for _, m := range more {
		path += "/" + url.PathEscape(m)
	}
	return path
}
