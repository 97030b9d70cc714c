package cluster

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/penstock/penstock/runtime/embedded/cluster/eventlog"
	"github.com/penstock/penstock/runtime/flinkrest"
)

// The times between two looks at the job: while something is expected to change, and otherwise. Flink tells nobody of changes.
const (
	eagerLook = 70 * time.Millisecond
	calmLook  = time.Second
	// eagerness is how long something is expected after whatever made it so.
	eagerness = 15 * time.Second
)

// jobWatch is what is known of the job's state. The keeper's lock guards it.
type jobWatch struct {
	state flinkrest.JobStatus
	// initializing tells that the job runs, but not yet all of its tasks: Flink takes no savepoint then.
	initializing bool
	// seen is the state with those of the tasks, as text; changes counts how often that was another.
	seen    string
	changes int64
	// changed is closed and made anew with each change.
	changed chan struct{}
	// eager is until when something is expected to change, wake has a place for one signal that it is.
	eager time.Time
	wake  chan struct{}
}

func newJobWatch() jobWatch {
	return jobWatch{changed: make(chan struct{}), wake: make(chan struct{}, 1)}
}

// nudge says that something is expected to change.
func (w *jobWatch) nudge() {
	w.eager = time.Now().Add(eagerness)
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// see takes what was seen.
func (w *jobWatch) see(state flinkrest.JobStatus, seen string) {
	w.state = state
	if seen == w.seen {
		return
	}
	w.seen = seen
	w.changes++
	close(w.changed)
	w.changed = make(chan struct{})
	w.eager = time.Now().Add(eagerness)
}

// follow looks at the job again and again, until ctx ends.
func (k *keeper) follow(ctx context.Context) {
	timer := time.NewTimer(calmLook)
	defer timer.Stop()
	for {
		k.mu.Lock()
		pause := calmLook
		if time.Now().Before(k.watch.eager) {
			pause = eagerLook
		}
		wake := k.watch.wake
		k.mu.Unlock()
		timer.Reset(pause)
		select {
		case <-ctx.Done():
			return
		case <-wake:
		case <-timer.C:
		}
		k.look(ctx)
		k.lookElsewhere(ctx)
	}
}

// look looks at the job once.
func (k *keeper) look(ctx context.Context) {
	k.mu.Lock()
	m, r := k.members, k.run
	over := r != nil && (r.threw != nil || r.returned)
	k.mu.Unlock()
	client := m.client()
	if r == nil || client == nil {
		return
	}
	jobs, err := client.Jobs(ctx)
	k.mu.Lock()
	defer k.mu.Unlock()
	if m != k.members {
		return
	}
	if err != nil {
		k.watch.see(k.watch.state, "the JobManager does not answer")
		return
	}
	for _, job := range jobs {
		if job.ID == k.spec.JobID {
			r.submitted, r.present = true, true
			k.watch.initializing = job.State == flinkrest.JobRunning && job.Tasks["running"]+job.Tasks["finished"] < job.Tasks["total"]
			k.watch.see(job.State, signature(job))
			return
		}
	}
	r.present, r.jobless = false, over && !r.submitted
	k.watch.see(k.synthetic(), string(k.synthetic()))
}

// awaitTasks waits until all tasks of a job that runs do, or ctx ends.
func (k *keeper) awaitTasks(ctx context.Context) {
	for {
		k.mu.Lock()
		initializing, changed := k.watch.initializing, k.watch.changed
		k.mu.Unlock()
		if !initializing {
			return
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return
		}
	}
}

// signature is all of the state of a job that anybody waits for.
func signature(job flinkrest.JobOverview) string {
	var text strings.Builder
	text.WriteString(string(job.State))
	for _, name := range slices.Sorted(maps.Keys(job.Tasks)) {
		fmt.Fprintf(&text, " %s=%d", name, job.Tasks[name])
	}
	return text.String()
}

// synthetic is the state of a job that the JobManager does not know (yet). The caller holds the lock.
func (k *keeper) synthetic() flinkrest.JobStatus {
	switch {
	case k.run.submitted:
		return flinkrest.JobRestarting // with another JobManager
	case k.run.jobless:
		return flinkrest.JobFailed
	default:
		return flinkrest.JobInitializing
	}
}

// failure is why a program that has ended has no job. The caller holds the lock.
func (r *run) failure() string {
	switch {
	case r.stuck:
		return "The main method of the program does not come to an end: " + r.threw.Reason
	case r.threw != nil:
		return "The main method of the program threw an exception: " + r.threw.Reason
	}
	return "The main method of the program returned without having executed a job."
}

// thrown is what main threw, as an event of the log.
func (k *keeper) thrown(m message) eventlog.Event {
	e := k.logs.own(slog.LevelError, k.run.failure())
	e.ThrowableInformation = strings.Split(strings.TrimRight(m.Trace, "\n"), "\n")
	return e
}
