package health

import (
	"time"

	"github.com/penstock/penstock/runtime/driver"
)

// Facts are what is known of a job.
type Facts struct {
	// Now is the time of the decision.
	Now time.Time
	// Runs is false when there is no job whose health could be told.
	Runs bool
	// Restarting tells that the job failed and is being brought back.
	Restarting bool
	// Failures are the failures that are known, the newest first. They have to be known while the job restarts, while RESTARTING is told,
	// and when the readings say that it was restarted.
	Failures []driver.JobException
	// Begun is since when the job is known to run without a failure; zero while that is not known.
	Begun time.Time
	// Silent is since when the cluster has not answered; zero while it does.
	Silent time.Time
	// CheckpointInterval is the time between two checkpoints; 0 where there are none.
	CheckpointInterval time.Duration
	// Readings are of one job, the newest last. They go back for [Thresholds.Span] and one reading more, or as far as there are any.
	Readings []driver.Vitals
}

// newest is the newest reading; ok is false when there is none.
func (f *Facts) newest() (v driver.Vitals, ok bool) {
	if len(f.Readings) == 0 {
		return v, false
	}
	return f.Readings[len(f.Readings)-1], true
}

// within are the readings of a span that ends with the newest, beginning with the last one before it; nil when they do not go back so far.
func (f *Facts) within(span time.Duration) []driver.Vitals {
	newest, ok := f.newest()
	if !ok {
		return nil
	}
	for i := len(f.Readings) - 1; i >= 0; i-- {
		if newest.At.Sub(f.Readings[i].At) >= span {
			return f.Readings[i:]
		}
	}
	return nil
}

// moved tells whether anything was processed between two readings. Counters of another run of the job are others, which is a move, too.
func moved(a, b driver.Vitals) bool {
	return a.RecordsIn != b.RecordsIn || a.RecordsOut != b.RecordsOut
}

// standing is when the newest reading's counters were reached: nothing was processed since.
func standing(readings []driver.Vitals) time.Time {
	last := len(readings) - 1
	i := last
	for i > 0 && !moved(readings[i-1], readings[last]) {
		i--
	}
	return readings[i].At
}

// engaged is for how much of the time between two readings the tasks were busy or backpressured, summed over them.
func engaged(a, b driver.Vitals) float64 {
	elapsed := b.At.Sub(a.At)
	if elapsed <= 0 {
		return 0
	}
	return float64(b.Busy-a.Busy+b.Backpressured-a.Backpressured) / float64(elapsed)
}
