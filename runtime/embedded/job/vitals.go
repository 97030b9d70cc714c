package job

import (
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
)

// Vitals is how a job gets on. Counters count over all of its attempts.
type Vitals struct {
	Restarts int
	// RecordsIn are the rows that sources have read, RecordsOut those that sinks were given.
	RecordsIn, RecordsOut int64
	// Busy, Idle and Backpressured are the times that subtasks have spent so, summed over them.
	Busy, Idle, Backpressured time.Duration
	// Pending is about how many rows wait in the sources' systems; -1 where one of the sources cannot tell.
	Pending int64
	// Watermark is the lowest event time of all subtasks that hold it back, ms since the epoch; [batch.NoWatermark] where there is
	// none, or none any more.
	Watermark int64
	// Completed and Failed count checkpoints, savepoints included, and LastCompleted is when the newest was complete; zero for never.
	Completed, Failed int
	LastCompleted     time.Time
	// Newest is the id of the newest complete checkpoint; 0 for none, and savepoints have others.
	Newest int64
}

// Vitals tells how the job gets on. It is cheap: it is asked for again and again.
func (j *Job) Vitals() Vitals {
	v := Vitals{Restarts: j.Restarts(), Watermark: batch.NoWatermark}
	for vertex, subtasks := range j.figures {
		for _, f := range subtasks {
			spent := f.meter.read()
			v.Busy += spent[busy]
			v.Idle += spent[idle]
			v.Backpressured += spent[backpressured]
			v.RecordsOut += f.written.Load()
			w := f.watermark.Load()
			if len(vertex.inputs) == 0 {
				v.RecordsIn += f.recordsIn.Load()
				w = f.sourceWatermark()
			}
			if w != batch.NoWatermark && w != batch.MaxWatermark && (v.Watermark == batch.NoWatermark || w < v.Watermark) {
				v.Watermark = w
			}
		}
	}
	checkpoints := j.Checkpoints()
	v.Completed, v.Failed = checkpoints.Completed, checkpoints.Failed
	if c := checkpoints.LatestCompleted; c != nil {
		v.LastCompleted, v.Newest = c.Acknowledged, c.ID
	}
	if c := checkpoints.LatestSavepoint; c != nil && c.Acknowledged.After(v.LastCompleted) {
		v.LastCompleted = c.Acknowledged
	}
	v.Pending = j.pending()
	return v
}

// pending adds up what waits for the sources.
func (j *Job) pending() (rows int64) {
	j.mu.Lock()
	e := j.execution
	j.mu.Unlock()
	if e == nil {
		return -1
	}
	for _, s := range e.splits {
		waiting, told := s.Pending()
		if !told {
			return -1
		}
		rows += waiting
	}
	return rows
}
