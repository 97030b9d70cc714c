package flinkrest

import (
	"context"
	"net/http"
	"time"
)

// Checkpoints is GET /jobs/:id/checkpoints.
type Checkpoints struct {
	Counts struct {
		Restored   int `json:"restored"`
		Total      int `json:"total"`
		InProgress int `json:"in_progress"`
		Completed  int `json:"completed"`
		Failed     int `json:"failed"`
	} `json:"counts"`
	Latest struct {
		Completed *Checkpoint         `json:"completed"`
		Savepoint *Checkpoint         `json:"savepoint"`
		Failed    *Checkpoint         `json:"failed"`
		Restored  *RestoredCheckpoint `json:"restored"`
	} `json:"latest"`
	// History is the newest first and has only the last few.
	History []Checkpoint `json:"history"`
}

// Checkpoint is one checkpoint or savepoint of a job.
type Checkpoint struct {
	ID               int64  `json:"id"`
	Status           string `json:"status"` // IN_PROGRESS, COMPLETED or FAILED
	IsSavepoint      bool   `json:"is_savepoint"`
	TriggerTimestamp int64  `json:"trigger_timestamp"`    // ms since the epoch
	LatestAck        int64  `json:"latest_ack_timestamp"` // ms since the epoch, -1 before any
	StateSize        int64  `json:"state_size"`           // bytes
	CheckpointedSize int64  `json:"checkpointed_size"`    // bytes written for this one alone
	Duration         int64  `json:"end_to_end_duration"`  // ms
	ExternalPath     string `json:"external_path"`        // where it can be restored from; empty until completed
	Discarded        bool   `json:"discarded"`
	FailureMessage   string `json:"failure_message"`
}

// Triggered is when the checkpoint began.
func (c Checkpoint) Triggered() time.Time { return millis(c.TriggerTimestamp) }

// RestoredCheckpoint tells what a job last went on from.
type RestoredCheckpoint struct {
	ID               int64  `json:"id"`
	RestoreTimestamp int64  `json:"restore_timestamp"` // ms since the epoch
	IsSavepoint      bool   `json:"is_savepoint"`
	ExternalPath     string `json:"external_path"`
}

// Checkpoints asks for the checkpoint statistics of a job.
func (c *Client) Checkpoints(ctx context.Context, jobID string) (Checkpoints, error) {
	var out Checkpoints
	err := c.get(ctx, jobPath(jobID, "checkpoints"), &out)
	return out, err
}

// TriggerCheckpoint asks for a checkpoint now (Flink 1.17 and later).
func (c *Client) TriggerCheckpoint(ctx context.Context, jobID, triggerID string) (string, error) {
	in := struct {
		CheckpointType string `json:"checkpointType"`
		TriggerID      string `json:"triggerId,omitempty"`
	}{"CONFIGURED", triggerID}
	var out triggerResponse
	err := c.do(ctx, http.MethodPost, jobPath(jobID, "checkpoints"), in, &out)
	return out.RequestID, err
}

// Triggered tells whether a checkpoint that was asked for has ended, well or not. ErrNotFound means that the cluster does not know
// the id.
func (c *Client) Triggered(ctx context.Context, jobID, triggerID string) (ended bool, err error) {
	var out struct {
		Status struct {
			ID string `json:"id"`
		} `json:"status"`
	}
	err = c.get(ctx, jobPath(jobID, "checkpoints", triggerID), &out)
	return out.Status.ID == "COMPLETED", err
}
