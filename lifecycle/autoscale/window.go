package autoscale

import "time"

// Reading is the processor time that a job has used so far.
type Reading struct {
	// JobID is the job. Another one begins at nothing.
	JobID string
	// At is when it was read.
	At time.Time
	// CPU is the processor time of the job's cluster.
	CPU time.Duration
	// Parallelism is the job's.
	Parallelism int
}

// Window is what is kept of the readings of an application. The zero value has seen nothing.
type Window struct {
	// JobID, ReadAt and CPU are the newest reading.
	JobID  string
	ReadAt time.Time
	CPU    time.Duration
	// HighSince is since when readings were high, with HighLast the newest one that was; zero where they are not. LowSince is since
	// when they were low.
	HighSince, HighLast, LowSince time.Time
	// OperationID is the change that was begun last, until its outcome is known; otherwise empty.
	OperationID string
	// Failures counts the changes in a row that failed, and NotBefore is when the next one may begin.
	Failures  int
	NotBefore time.Time
}

// Direction is what to do.
type Direction int

// The directions.
const (
	None Direction = iota
	Up
	Down
)

// Decision is what came of a reading.
type Decision struct {
	Direction Direction
	// To is the parallelism to go on with.
	To int
	// Utilization is the share of the cores granted that the job used since the reading before, in percent; negative where that is
	// not known.
	Utilization float64
	// For is how long it has been that high, or low.
	For time.Duration
}

// unknown is a decision without a utilization.
var unknown = Decision{Utilization: -1}

// Observe adds a reading to the window and decides.
func Observe(p Policy, b Bounds, w Window, r Reading) (Window, Decision) {
	took := r.At.Sub(w.ReadAt)
	if w.JobID != r.JobID || took <= 0 || r.CPU < w.CPU {
		// Another job, or another clock: the difference would mean nothing.
		w = Window{OperationID: w.OperationID, Failures: w.Failures, NotBefore: w.NotBefore}
		w.JobID, w.ReadAt, w.CPU = r.JobID, r.At, r.CPU
		return w, unknown
	}
	used := r.CPU - w.CPU
	utilization := 100 * float64(used) / (float64(took) * float64(b.KPUs(r.Parallelism)))
	before := w.ReadAt
	w.ReadAt, w.CPU = r.At, r.CPU

	switch {
	case b.up(r.Parallelism) == r.Parallelism:
		w.HighSince, w.HighLast = time.Time{}, time.Time{}
	case utilization >= p.UpPercent:
		if w.HighSince.IsZero() {
			w.HighSince = before
		}
		w.HighLast = r.At
	case r.At.Sub(w.HighLast) >= p.point():
		w.HighSince, w.HighLast = time.Time{}, time.Time{}
	}
	switch {
	case utilization >= p.DownPercent || b.down(r.Parallelism) == r.Parallelism:
		w.LowSince = time.Time{}
	case w.LowSince.IsZero():
		w.LowSince = before
	}
	return w, w.decide(p, b, r, utilization)
}

func (w Window) decide(p Policy, b Bounds, r Reading, utilization float64) Decision {
	d := Decision{Utilization: utilization}
	if w.OperationID != "" || r.At.Before(w.NotBefore) {
		return d
	}
	switch {
	case !w.HighSince.IsZero() && w.HighLast.Equal(r.At) && r.At.Sub(w.HighSince) >= p.UpFor:
		d.Direction, d.To, d.For = Up, b.up(r.Parallelism), r.At.Sub(w.HighSince)
	case !w.LowSince.IsZero() && r.At.Sub(w.LowSince) >= p.DownFor:
		d.Direction, d.To, d.For = Down, b.down(r.Parallelism), r.At.Sub(w.LowSince)
	}
	return d
}

// Begun is the window after a change was begun by the operation.
func (w Window) Begun(operationID string) Window {
	w.HighSince, w.HighLast, w.LowSince = time.Time{}, time.Time{}, time.Time{}
	w.OperationID = operationID
	return w
}

// Ended is the window after the change that was begun last has ended, at a time.
func (w Window) Ended(p Policy, succeeded bool, at time.Time) Window {
	w.OperationID = ""
	if succeeded {
		w.Failures, w.NotBefore = 0, time.Time{}
		return w
	}
	w.Failures++
	w.NotBefore = at.Add(p.pause(w.Failures))
	return w
}
