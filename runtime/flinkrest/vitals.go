package flinkrest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/penstock/penstock/runtime/driver"
)

// vitals is GET /jobs/:id/vitals: all of [driver.Vitals] in one small answer. It is an addition of the embedded engine.
type vitals struct {
	CPU           int64 `json:"cpu"` // ns
	Restarts      int64 `json:"restarts"`
	RecordsIn     int64 `json:"records-in"`
	RecordsOut    int64 `json:"records-out"`
	Busy          int64 `json:"busy"`              // ns, as the next two
	Idle          int64 `json:"idle"`              //
	Backpressured int64 `json:"backpressured"`     //
	Pending       int64 `json:"pending"`           // -1 where a source cannot tell
	Watermark     int64 `json:"watermark"`         // ms since the epoch, 0 for none
	Completed     int64 `json:"completed"`         // checkpoints
	Failed        int64 `json:"failed"`            // checkpoints
	Checkpointed  int64 `json:"last-completed"`    // ms since the epoch, 0 for never
	Newest        int64 `json:"newest-checkpoint"` // 0 for none
}

// Vitals tells how a job gets on. A cluster of the embedded engine answers in one small request; of an Apache Flink the same is
// gathered from several paths.
func (c *Client) Vitals(ctx context.Context, jobID string) (driver.Vitals, error) {
	if c.gathers.Load() {
		return c.gatherVitals(ctx, jobID)
	}
	var v vitals
	err := c.get(ctx, jobPath(jobID, "vitals"), &v)
	if errors.Is(err, ErrNotFound) {
		gathered, err := c.gatherVitals(ctx, jobID)
		c.gathers.Store(err == nil) // else it may be the job that there is not
		return gathered, err
	}
	if err != nil {
		return driver.Vitals{}, fmt.Errorf("read vitals: %w", err)
	}
	return driver.Vitals{
		At: time.Now(), CPU: time.Duration(v.CPU), Restarts: v.Restarts, RecordsIn: v.RecordsIn, RecordsOut: v.RecordsOut,
		Busy: time.Duration(v.Busy), Idle: time.Duration(v.Idle), Backpressured: time.Duration(v.Backpressured),
		Pending: v.Pending, Watermark: millis(v.Watermark), CheckpointsCompleted: v.Completed, CheckpointsFailed: v.Failed,
		LastCheckpoint: millis(v.Checkpointed), NewestCheckpoint: v.Newest,
	}, nil
}
