package reconciler

import (
	"context"
	"time"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/health"
	"github.com/penstock/penstock/runtime/driver"
)

// sampled makes of a reading what it is taken for.
func (r *Reconciler) sampled(ctx context.Context, f *followed, v driver.Vitals) {
	t := f.target
	w := r.windows.of(t, r.Now())
	w.mu.Lock()
	w.follow(t)
	w.add(v, r.Health.Span())
	r.conclude(ctx, w, f.client)
	w.mu.Unlock()
	r.newest.note(f, v)
	sample := Sample{
		ApplicationID: t.applicationID, JobID: t.jobID, VersionID: t.versionID, Parallelism: t.parallelism,
		CheckpointInterval: t.checkpointInterval, Vitals: v,
	}
	for _, consumer := range r.Vitals {
		consumer.Sampled(ctx, sample)
	}
}

// unsampled takes note that a job could not be read. The cluster may have ended this moment, which its watch tells of.
func (r *Reconciler) unsampled(ctx context.Context, f *followed, err error) {
	r.Logger.DebugContext(ctx, "a watched job could not be sampled", "application", f.target.applicationID, "error", err)
	now := r.Now()
	w := r.windows.of(f.target, now)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.follow(f.target)
	if w.facts.Silent.IsZero() {
		w.facts.Silent = now
	}
	r.conclude(ctx, w, f.client)
}

// conclude tells another health where the readings say so. The caller holds the window's lock.
func (r *Reconciler) conclude(ctx context.Context, w *window, client JobClient) {
	ctx, cancel := context.WithTimeout(ctx, r.LookTimeout)
	defer cancel()
	facts := w.facts
	facts.Now, facts.Runs = r.Now(), true
	if facts.Silent.IsZero() && (w.told.State == lifecycle.HealthRestarting || w.restarted()) {
		failures, err := client.Exceptions(ctx, w.target.jobID)
		if err != nil {
			r.Logger.DebugContext(ctx, "cannot ask why a watched job failed", "application", w.target.applicationID, "error", err)
			return
		}
		facts.Failures = failures
	}
	next := health.Next(w.told, facts, r.Health)
	if sameHealth(w.told, next) {
		return
	}
	written, err := r.Store.ChangeHealth(ctx, w.target.applicationID, r.member.Load(), w.told, next)
	switch {
	case err != nil:
		r.Logger.WarnContext(ctx, "a change of health could not be told yet", "application", w.target.applicationID, "error", err)
	case written:
		r.tellHealth(ctx, w.target.applicationID, w.told, next)
		w.told = next
	}
	// Who could not write it is not the one to tell any more, and learns with the next watch what was told.
}

// forgetful is how long a window is kept that nobody uses: longer than it takes to watch an application again.
const forgetful = 10 * time.Minute

// countHealth tells the metrics how many applications are in which health, now and then, until the context ends.
func (r *Reconciler) countHealth(ctx context.Context) {
	ticker := time.NewTicker(r.SampleInterval)
	defer ticker.Stop()
	for {
		counts, err := r.Store.HealthCounts(ctx)
		switch {
		case err == nil:
			r.metrics.countHealth(counts)
		case ctx.Err() == nil:
			r.Logger.WarnContext(ctx, "how many applications are healthy is not known", "error", err)
		}
		r.windows.sweep(r.Now().Add(-forgetful))
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}
