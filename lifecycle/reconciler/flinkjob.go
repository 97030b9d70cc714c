package reconciler

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flinkrest"
)

// FlinkJobs makes a [JobClient] that speaks to the cluster at the endpoint.
func FlinkJobs(endpoint driver.Endpoint) JobClient { return &flinkJob{client: flinkrest.New(endpoint)} }

// flinkJob gives the calls of the Flink REST API the meaning that JobClient promises.
type flinkJob struct{ client *flinkrest.Client }

func (j *flinkJob) Close() { j.client.Close() }

// program is the id of the one program of the cluster.
func (j *flinkJob) program(ctx context.Context) (string, error) {
	jars, err := j.client.Jars(ctx)
	if err != nil {
		return "", fmt.Errorf("find the program of the cluster: %w", err)
	}
	if len(jars) != 1 {
		return "", fmt.Errorf("find the program of the cluster: it has %d", len(jars))
	}
	return jars[0].ID, nil
}

func runRequest(request driver.RunRequest) flinkrest.RunRequest {
	return flinkrest.RunRequest{
		JobID: request.JobID, SavepointPath: request.SavepointPath, AllowNonRestoredState: request.AllowNonRestoredState,
		MetadataDigest: request.MetadataDigest,
	}
}

func (j *flinkJob) CheckRestore(ctx context.Context, request driver.RunRequest) error {
	program, err := j.program(ctx)
	if err != nil {
		return err
	}
	err = j.client.CheckRestore(ctx, program, runRequest(request))
	var answered *flinkrest.Error
	switch {
	case errors.Is(err, flinkrest.ErrNotFound):
		return nil
	case errors.As(err, &answered) && answered.Status == http.StatusInternalServerError:
		return fmt.Errorf("check state: %w", err) // it is not the state's fault
	default:
		return refusal("check state", err)
	}
}

func (j *flinkJob) Preload(ctx context.Context, request driver.RunRequest) (entries int, err error) {
	program, err := j.program(ctx)
	if err != nil {
		return 0, err
	}
	entries, err = j.client.Preload(ctx, program, runRequest(request))
	if errors.Is(err, flinkrest.ErrNotFound) {
		return 0, nil
	}
	return entries, wrap("preload state", err)
}

// checkpointLook is the time between two looks at a checkpoint that is waited for.
const checkpointLook = 20 * time.Millisecond

func (j *flinkJob) Checkpoint(ctx context.Context, jobID, triggerID string) error {
	_, err := j.client.TriggerCheckpoint(ctx, jobID, triggerID)
	if err != nil {
		return refusal("trigger checkpoint", err)
	}
	for {
		ended, err := j.client.Triggered(ctx, jobID, triggerID)
		if ended || err != nil {
			return wrap("wait for checkpoint", err)
		}
		sleep(ctx, checkpointLook)
	}
}

func (j *flinkJob) RunJob(ctx context.Context, request driver.RunRequest) error {
	program, err := j.program(ctx)
	if err != nil {
		return err
	}
	_, err = j.client.Run(ctx, program, runRequest(request))
	var answered *flinkrest.Error
	if errors.As(err, &answered) {
		// A refusal may only mean that an earlier call, whose answer was lost, has done it.
		if _, unknown := j.client.Job(ctx, request.JobID); unknown == nil {
			return nil
		}
	}
	return refusal("run job", err)
}

func (j *flinkJob) JobStatus(ctx context.Context, jobID string) (driver.Job, error) {
	// Counted before the state is read, so that no change falls between the two.
	changes, err := j.client.Changes(ctx, jobID, -1)
	if err != nil && !errors.Is(err, flinkrest.ErrNotFound) {
		return driver.Job{}, fmt.Errorf("ask for the changes of the job: %w", err)
	}
	job, err := j.client.Job(ctx, jobID)
	if errors.Is(err, flinkrest.ErrNotFound) {
		return driver.Job{State: driver.JobStateAbsent}, nil
	}
	if err != nil {
		return driver.Job{}, fmt.Errorf("ask for the job: %w", err)
	}
	return driver.Job{State: driver.JobState(job.State), TasksDeployed: deployed(job.Vertices), Changes: changes}, nil
}

func (j *flinkJob) AwaitChange(ctx context.Context, jobID string, known int64) error {
	for {
		changes, err := j.client.Changes(ctx, jobID, known)
		if err != nil {
			return fmt.Errorf("wait for a change of the job: %w", err)
		}
		if changes != known {
			return nil
		}
	}
}

// deployed tells whether every task has been deployed: none waits for a slot or is on its way to one.
func deployed(vertices []flinkrest.Vertex) bool {
	for _, v := range vertices {
		if v.Tasks["RUNNING"]+v.Tasks["FINISHED"]+v.Tasks["INITIALIZING"] < v.Parallelism {
			return false
		}
	}
	return len(vertices) > 0
}

func (j *flinkJob) StopWithSavepoint(ctx context.Context, request driver.SavepointRequest) error {
	_, err := j.client.Stop(ctx, request.JobID, flinkrest.StopRequest{
		TargetDirectory: request.TargetDirectory, TriggerID: request.TriggerID,
	})
	return j.triggered(ctx, request, err)
}

func (j *flinkJob) TriggerSavepoint(ctx context.Context, request driver.SavepointRequest) error {
	_, err := j.client.TriggerSavepoint(ctx, request.JobID, flinkrest.SavepointRequest{
		TargetDirectory: request.TargetDirectory, TriggerID: request.TriggerID,
	})
	return j.triggered(ctx, request, err)
}

// triggered takes a trigger as made when the cluster knows it, whatever it answered.
func (j *flinkJob) triggered(ctx context.Context, request driver.SavepointRequest, err error) error {
	var answered *flinkrest.Error
	if errors.As(err, &answered) {
		if _, unknown := j.client.Savepoint(ctx, request.JobID, request.TriggerID); unknown == nil {
			return nil
		}
	}
	return refusal("trigger savepoint", err)
}

func (j *flinkJob) SavepointStatus(ctx context.Context, jobID, triggerID string) (driver.Savepoint, error) {
	s, err := j.client.Savepoint(ctx, jobID, triggerID)
	switch {
	case errors.Is(err, flinkrest.ErrNotFound):
		return driver.Savepoint{State: driver.SavepointAbsent}, nil
	case err != nil:
		return driver.Savepoint{}, fmt.Errorf("ask for the savepoint: %w", err)
	case !s.Done:
		return driver.Savepoint{State: driver.SavepointInProgress}, nil
	case s.Location == "":
		return driver.Savepoint{State: driver.SavepointFailed, Failure: tellingLine(s.Failure)}, nil
	default:
		return driver.Savepoint{State: driver.SavepointCompleted, Location: s.Location}, nil
	}
}

func (j *flinkJob) Cancel(ctx context.Context, jobID string) error {
	err := j.client.Cancel(ctx, jobID)
	if err == nil || errors.Is(err, flinkrest.ErrNotFound) || errors.Is(err, flinkrest.ErrConflict) {
		return nil
	}
	return fmt.Errorf("cancel job: %w", err)
}

func (j *flinkJob) Checkpoints(ctx context.Context, jobID string) (driver.Checkpoints, error) {
	c, err := j.client.Checkpoints(ctx, jobID)
	if err != nil {
		return driver.Checkpoints{}, fmt.Errorf("ask for checkpoints: %w", err)
	}
	out := driver.Checkpoints{Completed: int64(c.Counts.Completed), Failed: int64(c.Counts.Failed)}
	if n := c.Latest.Completed; n != nil {
		out.Newest = &driver.Checkpoint{
			ID: n.ID, ExternalPath: n.ExternalPath, CompletedAt: time.UnixMilli(n.LatestAck), Savepoint: n.IsSavepoint,
			Size: n.StateSize,
		}
	}
	if r := c.Latest.Restored; r != nil {
		out.RestoredPath = r.ExternalPath
	}
	return out, nil
}

func (j *flinkJob) Exceptions(ctx context.Context, jobID string) ([]driver.JobException, error) {
	found, err := j.client.Exceptions(ctx, jobID)
	if err != nil {
		return nil, fmt.Errorf("ask for exceptions: %w", err)
	}
	out := make([]driver.JobException, len(found))
	for i, e := range found {
		out[i] = driver.JobException{Message: e.Message(), Task: e.TaskName, At: e.Time()}
	}
	return out, nil
}

func (j *flinkJob) Vitals(ctx context.Context, jobID string) (driver.Vitals, error) {
	vitals, err := j.client.Vitals(ctx, jobID)
	if err != nil {
		return driver.Vitals{}, fmt.Errorf("ask how the job gets on: %w", err)
	}
	return vitals, nil
}

func (j *flinkJob) Plan(ctx context.Context, jobID string) (json.RawMessage, error) {
	plan, err := j.client.Plan(ctx, jobID)
	if err != nil {
		return nil, fmt.Errorf("ask for the plan: %w", err)
	}
	return plan, nil
}

// refusal makes a terminal error of an answer that says that the request itself cannot be met. What did not arrive, and
// the server's own troubles, may be tried again.
func refusal(call string, err error) error {
	var answered *flinkrest.Error
	if err == nil || !errors.As(err, &answered) {
		return wrap(call, err)
	}
	switch answered.Status {
	case http.StatusBadRequest, http.StatusConflict, http.StatusInternalServerError:
		// Apache Flink answers 500 when a program cannot be submitted or its savepoint does not fit.
		reason := answered.Error()
		if n := len(answered.Messages); n > 0 {
			reason = tellingLine(answered.Messages[n-1])
		}
		return &driver.TerminalError{Reason: reason, Err: err}
	}
	return wrap(call, err)
}

func wrap(call string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", call, err)
}

// tellingLine is the line of a Java stack trace that says what is wrong: its innermost cause, or else its first line.
func tellingLine(trace string) string {
	const mark = "Caused by: "
	if i := strings.LastIndex(trace, mark); i >= 0 {
		trace = trace[i+len(mark):]
	}
	line, _, _ := strings.Cut(strings.TrimSpace(trace), "\n")
	return strings.TrimSpace(line)
}
