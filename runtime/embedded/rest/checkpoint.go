package rest

import (
	"context"
	"net/http"
	"strconv"
)

type checkpointBody struct {
	Class              string         `json:"@class"`
	ID                 int64          `json:"id"`
	Status             string         `json:"status"`
	IsSavepoint        bool           `json:"is_savepoint"`
	TriggerTimestamp   int64          `json:"trigger_timestamp"`
	LatestAckTimestamp int64          `json:"latest_ack_timestamp"`
	CheckpointedSize   int64          `json:"checkpointed_size"`
	StateSize          int64          `json:"state_size"`
	Duration           int64          `json:"end_to_end_duration"`
	AlignmentBuffered  int64          `json:"alignment_buffered"`
	ProcessedData      int64          `json:"processed_data"`
	PersistedData      int64          `json:"persisted_data"`
	Subtasks           int            `json:"num_subtasks"`
	Acknowledged       int            `json:"num_acknowledged_subtasks"`
	CheckpointType     string         `json:"checkpoint_type"`
	Tasks              map[string]any `json:"tasks"`
	ExternalPath       string         `json:"external_path,omitempty"`
	Discarded          bool           `json:"discarded"`
	FailureTimestamp   int64          `json:"failure_timestamp,omitempty"`
	FailureMessage     string         `json:"failure_message,omitempty"`
}

func (s *Server) checkpointBody(c *Checkpoint) *checkpointBody {
	if c == nil {
		return nil
	}
	b := &checkpointBody{
		ID: c.ID, Status: c.Status, IsSavepoint: c.Savepoint, CheckpointType: "CHECKPOINT",
		TriggerTimestamp: ms(c.Triggered, -1), LatestAckTimestamp: ms(c.Acknowledged, -1),
		CheckpointedSize: c.Written, StateSize: c.StateSize, Subtasks: c.Subtasks, Tasks: map[string]any{},
		ExternalPath: c.Path, Discarded: c.Discarded,
	}
	if c.Savepoint {
		b.CheckpointType = "SAVEPOINT"
	}
	end := c.Acknowledged
	switch c.Status {
	case "COMPLETED":
		b.Class, b.Acknowledged = "completed", c.Subtasks
	case "FAILED":
		b.Class, b.FailureMessage, b.FailureTimestamp = "failed", c.Failure, ms(c.Acknowledged, b.TriggerTimestamp)
	default:
		b.Class, end = "in_progress", s.now()
	}
	if !end.IsZero() {
		b.Duration = end.Sub(c.Triggered).Milliseconds()
	}
	return b
}

type restoreBody struct {
	ID               int64  `json:"id"`
	RestoreTimestamp int64  `json:"restore_timestamp"`
	IsSavepoint      bool   `json:"is_savepoint"`
	ExternalPath     string `json:"external_path,omitempty"`
}

type latestBody struct {
	Completed *checkpointBody `json:"completed"`
	Savepoint *checkpointBody `json:"savepoint"`
	Failed    *checkpointBody `json:"failed"`
	Restored  *restoreBody    `json:"restored"`
}

type countsBody struct {
	Restored   int `json:"restored"`
	Total      int `json:"total"`
	InProgress int `json:"in_progress"`
	Completed  int `json:"completed"`
	Failed     int `json:"failed"`
}

// summaryBody spans the completed checkpoints of the history.
type summaryBody struct {
	Min int64 `json:"min"`
	Max int64 `json:"max"`
	Avg int64 `json:"avg"`
}

func summary(history []*checkpointBody, of func(*checkpointBody) int64) summaryBody {
	var sum summaryBody
	var n int64
	for _, c := range history {
		if c.Status != "COMPLETED" {
			continue
		}
		v := of(c)
		if n == 0 {
			sum.Min, sum.Max = v, v
		}
		sum.Min, sum.Max, sum.Avg = min(sum.Min, v), max(sum.Max, v), sum.Avg+v
		n++
	}
	if n > 0 {
		sum.Avg /= n
	}
	return sum
}

type checkpointsBody struct {
	Counts  countsBody             `json:"counts"`
	Summary map[string]summaryBody `json:"summary"`
	Latest  latestBody             `json:"latest"`
	History []*checkpointBody      `json:"history"`
}

func (s *Server) checkpoints(_ *http.Request, job Job) (answer, error) {
	c := job.Checkpoints()
	history := make([]*checkpointBody, len(c.History))
	for i := range c.History {
		history[i] = s.checkpointBody(&c.History[i])
	}
	body := checkpointsBody{
		Counts: countsBody{c.Restored, c.Total, c.InProgress, c.Completed, c.Failed},
		Latest: latestBody{
			Completed: s.checkpointBody(c.LatestCompleted), Savepoint: s.checkpointBody(c.LatestSavepoint),
			Failed: s.checkpointBody(c.LatestFailed),
		},
		History: history,
		Summary: map[string]summaryBody{
			"checkpointed_size":   summary(history, func(b *checkpointBody) int64 { return b.CheckpointedSize }),
			"state_size":          summary(history, func(b *checkpointBody) int64 { return b.StateSize }),
			"end_to_end_duration": summary(history, func(b *checkpointBody) int64 { return b.Duration }),
		},
	}
	if c.Restore != nil {
		body.Latest.Restored = &restoreBody{c.Restore.ID, ms(c.Restore.At, 0), c.Restore.Savepoint, c.Restore.Path}
	}
	return ok(body)
}

func (s *Server) triggerCheckpoint(r *http.Request, job Job) (answer, error) {
	var in struct {
		TriggerID string `json:"triggerId"`
	}
	if err := decode(r, &in); err != nil {
		return answer{}, err
	}
	return s.trigger(in.TriggerID, checkpointKind, func(ctx context.Context) (string, error) {
		id, err := job.TriggerCheckpoint(ctx)
		return strconv.FormatInt(id, 10), err
	})
}

func (s *Server) checkpointOperation(r *http.Request, _ Job) (answer, error) {
	return s.operation(r, checkpointKind, func(result string) (any, error) {
		id, err := strconv.ParseInt(result, 10, 64)
		return map[string]int64{"checkpointId": id}, err
	})
}
