package fake

import (
	"net/http"
	"time"

	"github.com/penstock/penstock/runtime/driver"
)

// SetVitals says how the job of a cluster gets on from now on. What the world knows by itself is added: the position of the job to
// both kinds of records, its failures to the restarts, and its checkpoints, of which LastCheckpoint is the world's unless it is set.
func (w *World) SetVitals(id driver.ClusterID, v driver.Vitals) error {
	return w.with(id, func(c *cluster) error {
		c.job.vitals = v
		return nil
	})
}

func (c *cluster) getVitals(r *http.Request) answer {
	if !c.known(r) {
		return unknownJob(r)
	}
	c.work(time.Now())
	v, j := c.job.vitals, &c.job
	last := v.LastCheckpoint
	if last.IsZero() {
		last = j.newest.CompletedAt
	}
	return ok(map[string]any{
		"cpu": v.CPU + j.cpu, "restarts": v.Restarts + int64(len(j.failures)),
		"records-in": v.RecordsIn + j.position, "records-out": v.RecordsOut + j.position,
		"busy": v.Busy, "idle": v.Idle, "backpressured": v.Backpressured, "pending": v.Pending,
		"watermark": milliseconds(v.Watermark), "completed": v.CheckpointsCompleted + j.completed, "failed": v.CheckpointsFailed,
		"last-completed": milliseconds(last),
	})
}

// milliseconds are since the epoch, 0 for no time.
func milliseconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}
