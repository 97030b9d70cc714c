package flinkrest

import (
	"context"
	"net/http"
	"strings"
)

// SavepointRequest asks for a savepoint of a running job.
type SavepointRequest struct {
	// TargetDirectory is where the savepoint gets a directory of its own.
	TargetDirectory string `json:"target-directory,omitempty"`
	// CancelJob cancels the job once the savepoint is written; Stop is the better way to do that.
	CancelJob bool `json:"cancel-job"`
	// TriggerID, 32 hexadecimal digits, names the operation; the cluster chooses one if it is empty.
	TriggerID string `json:"triggerId,omitempty"`
}

// StopRequest asks to stop a running job with a savepoint.
type StopRequest struct {
	TargetDirectory string `json:"targetDirectory,omitempty"`
	// Drain sends the end of event time through the job first. A drained job is finished for good: its savepoint is
	// not one to go on from.
	Drain bool `json:"drain"`
	// TriggerID, 32 hexadecimal digits, names the operation; the cluster chooses one if it is empty.
	TriggerID string `json:"triggerId,omitempty"`
}

// Savepoint is the state of an asynchronous savepoint or stop.
type Savepoint struct {
	// Done tells that the operation has ended, well or not.
	Done bool
	// Location is where the savepoint is. Empty unless the operation ended well.
	Location string
	// Failure is why the operation failed, empty if it did not. The first line is the cause's class and message.
	Failure string
}

type triggerResponse struct {
	RequestID string `json:"request-id"`
}

// TriggerSavepoint starts a savepoint and returns the id to ask for it with.
func (c *Client) TriggerSavepoint(ctx context.Context, jobID string, in SavepointRequest) (triggerID string, err error) {
	var out triggerResponse
	err = c.do(ctx, http.MethodPost, jobPath(jobID, "savepoints"), in, &out)
	return out.RequestID, err
}

// Stop starts to stop a job with a savepoint and returns the id to ask for it with.
func (c *Client) Stop(ctx context.Context, jobID string, in StopRequest) (triggerID string, err error) {
	var out triggerResponse
	err = c.do(ctx, http.MethodPost, jobPath(jobID, "stop"), in, &out)
	return out.RequestID, err
}

// Savepoint asks how a savepoint, or a stop with savepoint, is getting on. ErrNotFound means that the cluster does not
// know the id (any more: Flink forgets them after some minutes).
func (c *Client) Savepoint(ctx context.Context, jobID, triggerID string) (Savepoint, error) {
	var out struct {
		Status struct {
			ID string `json:"id"`
		} `json:"status"`
		Operation *struct {
			Location     string `json:"location"`
			FailureCause *struct {
				Class      string `json:"class"`
				StackTrace string `json:"stack-trace"`
			} `json:"failure-cause"`
		} `json:"operation"`
	}
	if err := c.get(ctx, jobPath(jobID, "savepoints", triggerID), &out); err != nil {
		return Savepoint{}, err
	}
	s := Savepoint{Done: out.Status.ID == "COMPLETED"}
	if !s.Done || out.Operation == nil {
		return s, nil
	}
	s.Location = out.Operation.Location
	if cause := out.Operation.FailureCause; cause != nil {
		s.Failure = strings.TrimSpace(cause.StackTrace)
		if s.Failure == "" {
			s.Failure = cause.Class
		}
	}
	return s, nil
}
