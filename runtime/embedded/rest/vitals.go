package rest

import (
	"math"
	"net/http"
	"time"
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
	// Watermark is the lowest event time, ms since the epoch; the smallest int64 for none.
	Watermark int64
	// Completed and Failed count checkpoints, savepoints included, and LastCompleted is when the newest was complete; zero for never.
	Completed, Failed int
	LastCompleted     time.Time
	// Newest is the id of the newest complete checkpoint; 0 for none, and savepoints have others.
	Newest int64
}

// vitalsBody is the answer to GET /jobs/:id/vitals: times spent in ns, points in time in ms since the epoch with 0 for none.
type vitalsBody struct {
	CPU           time.Duration `json:"cpu"`
	Restarts      int           `json:"restarts"`
	RecordsIn     int64         `json:"records-in"`
	RecordsOut    int64         `json:"records-out"`
	Busy          time.Duration `json:"busy"`
	Idle          time.Duration `json:"idle"`
	Backpressured time.Duration `json:"backpressured"`
	Pending       int64         `json:"pending"`
	Watermark     int64         `json:"watermark"`
	Completed     int           `json:"completed"`
	Failed        int           `json:"failed"`
	LastCompleted int64         `json:"last-completed"`
	Newest        int64         `json:"newest-checkpoint"`
}

// vitals answers in one piece what of Flink's API takes a request for each vertex and some more. Who looks after thousands of jobs asks
// each of them every half minute.
func (s *Server) vitals(_ *http.Request, job Job) (answer, error) {
	v := job.Vitals()
	b := vitalsBody{
		CPU: s.cluster.CPUTime(), Restarts: v.Restarts, RecordsIn: v.RecordsIn, RecordsOut: v.RecordsOut,
		Busy: v.Busy, Idle: v.Idle, Backpressured: v.Backpressured, Pending: v.Pending,
		Completed: v.Completed, Failed: v.Failed, LastCompleted: ms(v.LastCompleted, 0), Newest: v.Newest,
	}
	if v.Watermark != math.MinInt64 {
		b.Watermark = v.Watermark
	}
	return ok(b)
}
