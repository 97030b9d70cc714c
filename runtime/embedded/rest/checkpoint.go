package rest

import (
	"context"
	"math"
	"net/http"
	"strconv"
)

type checkpointBody struct {
	Class              string         `json:"className"`
	ID                 int64          `json:"id"`
	Status             string         `json:"status"`
	IsSavepoint        bool           `json:"is_savepoint"`
	SavepointFormat    *string        `json:"savepointFormat"`
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
		b.CheckpointType, b.SavepointFormat = "SAVEPOINT", new("CANONICAL")
	}
	end := c.Acknowledged
	switch c.Status {
	case "COMPLETED":
		b.Class, b.Acknowledged = "completed", c.Subtasks
	case "FAILED":
		b.Class, b.FailureMessage, b.FailureTimestamp = "failed", c.Failure, ms(c.Acknowledged, b.TriggerTimestamp)
	default:
		b.Class, b.Acknowledged, end = "in_progress", len(c.Acknowledgements), s.now()
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

// completedOf are values of the completed checkpoints of a history.
func completedOf(history []*checkpointBody, of func(*checkpointBody) int64) []int64 {
	var values []int64
	for _, c := range history {
		if c.Status == "COMPLETED" {
			values = append(values, of(c))
		}
	}
	return values
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
			"checkpointed_size":   summaryOf(completedOf(history, func(b *checkpointBody) int64 { return b.CheckpointedSize })),
			"state_size":          summaryOf(completedOf(history, func(b *checkpointBody) int64 { return b.StateSize })),
			"end_to_end_duration": summaryOf(completedOf(history, func(b *checkpointBody) int64 { return b.Duration })),
			// Barriers are aligned, and what waits for them stays with its sender.
			"alignment_buffered": {}, "processed_data": {}, "persisted_data": {},
		},
	}
	if c.Restore != nil {
		body.Latest.Restored = &restoreBody{c.Restore.ID, ms(c.Restore.At, 0), c.Restore.Savepoint, c.Restore.Path}
	}
	return ok(body)
}

// findCheckpoint finds that of the path among those that are remembered.
func findCheckpoint(r *http.Request, job Job) (*Checkpoint, error) {
	text := r.PathValue("checkpoint")
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return nil, Invalid("the id of a checkpoint is a number, not %q", text)
	}
	c := job.Checkpoints()
	for i := range c.History {
		if c.History[i].ID == id {
			return &c.History[i], nil
		}
	}
	for _, latest := range []*Checkpoint{c.LatestCompleted, c.LatestSavepoint, c.LatestFailed} {
		if latest != nil && latest.ID == id {
			return latest, nil
		}
	}
	return nil, &statusError{http.StatusNotFound, "Could not find checkpointing statistics for checkpoint " + text + "."}
}

// taskCheckpointBody is what a vertex has done for a checkpoint.
type taskCheckpointBody struct {
	ID                 int64  `json:"id"`
	Status             string `json:"status"`
	LatestAckTimestamp int64  `json:"latest_ack_timestamp"`
	CheckpointedSize   int64  `json:"checkpointed_size"`
	StateSize          int64  `json:"state_size"`
	Duration           int64  `json:"end_to_end_duration"`
	AlignmentBuffered  int64  `json:"alignment_buffered"`
	ProcessedData      int64  `json:"processed_data"`
	PersistedData      int64  `json:"persisted_data"`
	Subtasks           int    `json:"num_subtasks"`
	Acknowledged       int    `json:"num_acknowledged_subtasks"`
}

func taskCheckpoint(c *Checkpoint, v Vertex) taskCheckpointBody {
	b := taskCheckpointBody{ID: c.ID, Status: c.Status, LatestAckTimestamp: -1, Duration: -1, Subtasks: len(v.Subtasks)}
	for _, a := range c.Acknowledgements {
		if a.Vertex == v.ID {
			b.Acknowledged++
			b.CheckpointedSize += a.Written
			b.StateSize += a.StateSize
			b.LatestAckTimestamp = max(b.LatestAckTimestamp, a.At.UnixMilli())
			b.Duration = max(b.Duration, a.At.Sub(c.Triggered).Milliseconds())
		}
	}
	return b
}

func (s *Server) checkpointDetails(r *http.Request, job Job) (answer, error) {
	c, err := findCheckpoint(r, job)
	if err != nil {
		return answer{}, err
	}
	body := s.checkpointBody(c)
	for _, v := range job.Vertices() {
		body.Tasks[v.ID] = taskCheckpoint(c, v)
	}
	return ok(body)
}

// The parts of a subtask's checkpoint that are measured together here are told as Flink's async part.
type (
	durationBody struct {
		Sync  int64 `json:"sync"`
		Async int64 `json:"async"`
	}
	alignmentBody struct {
		Buffered  int64 `json:"buffered"`
		Processed int64 `json:"processed"`
		Persisted int64 `json:"persisted"`
		Duration  int64 `json:"duration"`
	}
	subtaskCheckpointBody struct {
		Class            string         `json:"className"`
		Index            int            `json:"index"`
		Status           string         `json:"status"`
		AckTimestamp     int64          `json:"ack_timestamp,omitempty"`
		Duration         int64          `json:"end_to_end_duration,omitempty"`
		CheckpointedSize int64          `json:"checkpointed_size"`
		StateSize        int64          `json:"state_size"`
		Checkpoint       *durationBody  `json:"checkpoint,omitempty"`
		Alignment        *alignmentBody `json:"alignment,omitempty"`
		StartDelay       int64          `json:"start_delay"`
		Unaligned        bool           `json:"unaligned_checkpoint"`
		Aborted          bool           `json:"aborted"`
	}
	subtasksCheckpointBody struct {
		taskCheckpointBody
		Summary  map[string]any          `json:"summary"`
		Subtasks []subtaskCheckpointBody `json:"subtasks"`
	}
)

func (s *Server) checkpointSubtasks(r *http.Request, job Job) (answer, error) {
	c, err := findCheckpoint(r, job)
	if err != nil {
		return answer{}, err
	}
	v, err := findVertex(r, job)
	if err != nil {
		return answer{}, err
	}
	body := subtasksCheckpointBody{taskCheckpointBody: taskCheckpoint(c, v), Subtasks: make([]subtaskCheckpointBody, len(v.Subtasks))}
	for i := range body.Subtasks {
		body.Subtasks[i] = subtaskCheckpointBody{Class: "pending", Index: i, Status: "pending_or_failed"}
	}
	var written, sizes, durations []int64
	for _, a := range c.Acknowledgements {
		if a.Vertex != v.ID || a.Subtask >= len(body.Subtasks) {
			continue
		}
		duration := a.At.Sub(c.Triggered).Milliseconds()
		body.Subtasks[a.Subtask] = subtaskCheckpointBody{
			Class: "completed", Index: a.Subtask, Status: "completed", AckTimestamp: a.At.UnixMilli(), Duration: duration,
			CheckpointedSize: a.Written, StateSize: a.StateSize, Checkpoint: &durationBody{Async: duration}, Alignment: &alignmentBody{},
		}
		written, sizes, durations = append(written, a.Written), append(sizes, a.StateSize), append(durations, duration)
	}
	none := summaryOf(nil)
	body.Summary = map[string]any{
		"checkpointed_size": summaryOf(written), "state_size": summaryOf(sizes), "end_to_end_duration": summaryOf(durations),
		"checkpoint_duration": map[string]summaryBody{"sync": none, "async": summaryOf(durations)},
		"alignment":           map[string]summaryBody{"buffered": none, "processed": none, "persisted": none, "duration": none},
		"start_delay":         none,
	}
	return ok(body)
}

// noInterval is what Flink tells as the interval where checkpoints are not taken by themselves.
const noInterval = math.MaxInt64

func (s *Server) checkpointConfig(_ *http.Request, job Job) (answer, error) {
	set := job.Settings()
	interval := int64(noInterval)
	if set.CheckpointInterval > 0 {
		interval = set.CheckpointInterval.Milliseconds()
	}
	backend := "HashMapStateBackend"
	if set.Properties["state.backend.type"] == "rocksdb" {
		backend = "EmbeddedRocksDBStateBackend"
	}
	return ok(map[string]any{
		"mode": "exactly_once", "interval": interval, "timeout": set.CheckpointTimeout.Milliseconds(), "min_pause": set.MinPause.Milliseconds(),
		"max_concurrent": 1, "tolerable_failed_checkpoints": min(set.TolerableFailures, math.MaxInt32),
		"externalization":            map[string]bool{"enabled": true, "delete_on_cancellation": false},
		"unaligned_checkpoints":      false,
		"aligned_checkpoint_timeout": 0, "checkpoints_after_tasks_finish": true, "state_changelog_enabled": false,
		"changelog_periodic_materialization_interval": 0, "changelog_storage": "",
		"state_backend": backend, "checkpoint_storage": "FileSystemCheckpointStorage",
	})
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
