package reconciler

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/decide"
	"github.com/penstock/penstock/lifecycle/health"
	"github.com/penstock/penstock/runtime/driver"
)

// health is what is to be told now of how the application's job gets on, as far as a look at it shows: that there is none, that it is
// being brought back, and that it has been back for long enough. All else takes readings over some time, see conclude.
func (s *session) health(l *look) lifecycle.Health {
	told := l.app.Observed.Health
	facts := health.Facts{Now: l.facts.Now, Runs: l.app.Observed.Status.Runs(), Failures: l.failures}
	if !facts.Runs || told.State == "" {
		return health.Next(told, facts, s.Health)
	}
	// While an application changes, what was told of the job before goes on; it says little of the one after, of which readings will tell.
	if l.facts.Status != lifecycle.StatusRunning {
		return told
	}
	back, known := broughtBack(l.facts.Cluster)
	if !known || !back && told.State != lifecycle.HealthRestarting {
		return told
	}
	facts.Restarting = back
	if c := l.facts.Cluster; c.State == decide.ClusterExited && told.State != lifecycle.HealthRestarting {
		facts.Failures = []driver.JobException{{Message: "its cluster ended: " + c.ExitReason, At: l.facts.Now}}
	}
	return health.Next(told, facts, s.Health)
}

// broughtBack tells whether the job of a running application is not there and is being brought back, by its cluster or in another one.
// It is not known of a cluster that does not answer, and of a job that ends.
func broughtBack(c *decide.Cluster) (back, known bool) {
	switch {
	case c == nil || c.Retired:
		return false, false
	case c.Condemned != "" || c.Lost() || !c.Prepared || c.State == decide.ClusterPreparing:
		return true, true
	}
	switch c.Job {
	case decide.JobRunning:
		return false, true
	case decide.JobUnknown, decide.JobFinished, decide.JobCancelling:
		return false, false
	default:
		return true, true
	}
}

// lookForFailures finds out why the job has to be brought back, or had to be.
func (s *session) lookForFailures(ctx context.Context, l *look, client JobClient, c *record, job decide.JobState) {
	if c != l.current || job != decide.JobRestarting && l.app.Observed.Health.State != lifecycle.HealthRestarting {
		return
	}
	failures, err := client.Exceptions(ctx, c.jobID())
	if err != nil {
		s.Logger.WarnContext(ctx, "cannot ask why the job failed", "cluster", c.ID, "error", err)
		return
	}
	l.failures = failures
}

// sameHealth tells that there is nothing to write: as long as state and cause stay, so does since when.
func sameHealth(a, b lifecycle.Health) bool {
	return a.State == b.State && a.Cause == b.Cause && a.Reason == b.Reason
}

// tellHealth logs another health.
func (r *Reconciler) tellHealth(ctx context.Context, applicationID int64, told, next lifecycle.Health) {
	if told.State == next.State || next.State == "" || told.State == "" && next.State == lifecycle.HealthHealthy {
		return
	}
	level := slog.LevelWarn
	if next.State == lifecycle.HealthHealthy {
		level = slog.LevelInfo
	}
	r.Logger.Log(ctx, level, "health", "application", applicationID, "health", next.State, "before", told.State, "cause", next.Cause,
		"since", next.Since, "reason", next.Reason)
}

// window is what is remembered of one job that is watched, to tell its health by.
type window struct {
	mu     sync.Mutex
	target *target
	told   lifecycle.Health
	facts  health.Facts
	// touched is when it was used last.
	touched time.Time
}

// windows are those of all jobs that are watched, and for a while of those that were: most are watched again at once.
type windows struct {
	mu            sync.Mutex
	byApplication map[int64]*window
}

// of is the window of a job. One of another job of the same application is begun anew.
func (w *windows) of(t *target, now time.Time) *window {
	w.mu.Lock()
	defer w.mu.Unlock()
	found := w.byApplication[t.applicationID]
	if found == nil {
		if w.byApplication == nil {
			w.byApplication = map[int64]*window{}
		}
		found = &window{}
		w.byApplication[t.applicationID] = found
	}
	found.touched = now
	return found
}

// sweep forgets what was not used since a time.
func (w *windows) sweep(since time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for id, found := range w.byApplication {
		if found.touched.Before(since) {
			delete(w.byApplication, id)
		}
	}
}

// follow goes over to what is watched now. What was told was read when the watch began.
func (w *window) follow(t *target) {
	if w.target == t {
		return
	}
	if w.target == nil || w.target.jobID != t.jobID {
		w.facts = health.Facts{Runs: true, CheckpointInterval: t.checkpointInterval}
	}
	w.target, w.told = t, t.health
}

// add adds a reading and forgets those that are older than the span.
func (w *window) add(v driver.Vitals, span time.Duration) {
	f := &w.facts
	if n := len(f.Readings); n == 0 || f.Readings[n-1].Restarts != v.Restarts {
		f.Begun = v.At
	}
	f.Readings, f.Silent = append(f.Readings, v), time.Time{}
	for len(f.Readings) > 2 && v.At.Sub(f.Readings[1].At) >= span {
		f.Readings = f.Readings[1:]
	}
}

// restarted tells whether the job was restarted more than once during the readings.
func (w *window) restarted() bool {
	r := w.facts.Readings
	return len(r) > 0 && r[len(r)-1].Restarts-r[0].Restarts > 1
}
