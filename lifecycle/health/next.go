package health

import (
	"time"

	"github.com/penstock/penstock/lifecycle"
)

// healthyReason is the reason of every healthy job.
const healthyReason = "Nothing holds the job up."

// finding is that a job is in a state other than healthy.
type finding struct {
	state  lifecycle.HealthState
	cause  lifecycle.HealthCause
	since  time.Time
	reason string
}

// Next is the health to tell after the one that was told. It is the same as long as neither state nor cause change, but for the reason
// of a job that fails again.
func Next(told lifecycle.Health, f Facts, t Thresholds) lifecycle.Health {
	if !f.Runs {
		return lifecycle.Health{}
	}
	for _, look := range []func(lifecycle.Health, *Facts, *Thresholds) (finding, bool){
		restarting, unreachable, stalledInput, stalledCheckpoints, behindInput, behindWatermark,
	} {
		if found, ok := look(told, &f, &t); ok {
			return change(told, found, f.Now)
		}
	}
	return change(told, finding{state: lifecycle.HealthHealthy, since: f.Now, reason: healthyReason}, f.Now)
}

// change goes over to what was found. What began before the state that was told did is told to have begun with its end.
func change(told lifecycle.Health, found finding, now time.Time) lifecycle.Health {
	next := lifecycle.Health{State: found.state, Cause: found.cause, Since: found.since, Reason: found.reason}
	if next.State == told.State {
		next.Since = told.Since
		if next.Cause == told.Cause && next.Cause != lifecycle.CauseFailure {
			next.Reason = told.Reason
		}
		return next
	}
	if next.Since.After(now) || next.Since.IsZero() {
		next.Since = now
	}
	if next.Since.Before(told.Since) {
		next.Since = told.Since
	}
	return next
}

// is tells whether a state was told for a cause.
func is(told lifecycle.Health, state lifecycle.HealthState, cause lifecycle.HealthCause) bool {
	return told.State == state && told.Cause == cause
}

// keep goes on with what was told.
func keep(told lifecycle.Health) (finding, bool) {
	return finding{told.State, told.Cause, told.Since, told.Reason}, true
}

// clock is a time in a reason.
func clock(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05 UTC") }
