package health

import (
	"fmt"
	"time"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/runtime/driver"
)

// unreachable finds that the cluster does not answer. One that answers again is not stalled any more.
func unreachable(told lifecycle.Health, f *Facts, t *Thresholds) (finding, bool) {
	switch {
	case f.Silent.IsZero():
		return finding{}, false
	case is(told, lifecycle.HealthStalled, lifecycle.CauseUnreachable):
		return keep(told)
	case f.Now.Sub(f.Silent) < t.Stall:
		return finding{}, false
	}
	return finding{
		lifecycle.HealthStalled, lifecycle.CauseUnreachable, f.Silent,
		fmt.Sprintf("The job's cluster has not answered since %s.", clock(f.Silent)),
	}, true
}

// stalledInput finds that there is something to do and nothing is done.
func stalledInput(told lifecycle.Health, f *Facts, t *Thresholds) (finding, bool) {
	newest, ok := f.newest()
	if is(told, lifecycle.HealthStalled, lifecycle.CauseInput) {
		if !ok || !f.Silent.IsZero() || len(f.Readings) == 1 && newest.Pending != 0 {
			return keep(told)
		}
		if len(f.Readings) > 1 {
			if before := f.Readings[len(f.Readings)-2]; !moved(before, newest) && waits(before, newest, t) {
				return keep(told)
			}
		}
		return finding{}, false
	}
	span := f.within(t.Stall)
	if span == nil || moved(span[0], newest) {
		return finding{}, false
	}
	since := standing(f.Readings)
	switch {
	case leastPending(span) > 0:
		return finding{
			lifecycle.HealthStalled, lifecycle.CauseInput, since,
			fmt.Sprintf("About %d records wait, and none was read or written since %s.", newest.Pending, clock(since)),
		}, true
	case engaged(span[0], newest) >= t.Engaged && waits(span[len(span)-2], newest, t):
		return finding{
			lifecycle.HealthStalled, lifecycle.CauseInput, since,
			fmt.Sprintf("The job is at work without a pause, and no record was read or written since %s.", clock(since)),
		}, true
	default:
		return finding{}, false
	}
}

// waits tells whether there still was something to do between two readings.
func waits(a, b driver.Vitals, t *Thresholds) bool {
	return b.Pending > 0 || engaged(a, b) >= t.Engaged/2
}

// leastPending is the least that waited; negative where that is not known.
func leastPending(readings []driver.Vitals) int64 {
	least := readings[0].Pending
	for _, r := range readings {
		least = min(least, r.Pending)
	}
	return least
}

// stalledCheckpoints finds that no checkpoint completes.
func stalledCheckpoints(told lifecycle.Health, f *Facts, t *Thresholds) (finding, bool) {
	newest, ok := f.newest()
	if f.CheckpointInterval <= 0 {
		return finding{}, false
	}
	patience := max(t.Checkpoint, time.Duration(t.Checkpoints)*f.CheckpointInterval)
	if is(told, lifecycle.HealthStalled, lifecycle.CauseCheckpoints) {
		if !ok || f.Now.Sub(newest.LastCheckpoint) >= patience {
			return keep(told)
		}
		return finding{}, false
	}
	// What completed before the job was restored says nothing of how it gets on now.
	since := f.Begun
	if newest.LastCheckpoint.After(since) {
		since = newest.LastCheckpoint
	}
	if !ok || f.Begun.IsZero() || f.Now.Sub(since) < patience {
		return finding{}, false
	}
	reason := fmt.Sprintf("No checkpoint has completed since %s, although one is due every %s.", clock(since), minutes(f.CheckpointInterval))
	if failed := newest.CheckpointsFailed - f.Readings[0].CheckpointsFailed; failed > 0 {
		reason = fmt.Sprintf("No checkpoint has completed since %s; those that were begun failed.", clock(since))
	}
	return finding{lifecycle.HealthStalled, lifecycle.CauseCheckpoints, since, reason}, true
}
