package reconciler

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/runtime/driver"
)

// target is a running job whose cluster tells of changes.
type target struct {
	applicationID int64
	handle        driver.Handle
	jobID         string
	// changes is how often the job's state had changed when it was looked at.
	changes int64
	// versionID, parallelism and checkpointInterval are what the job runs, as in [Sample].
	versionID          int64
	parallelism        int
	checkpointInterval time.Duration
	// checkpointsURI is the directory of the run's checkpoints.
	checkpointsURI string
	// health is what was told of the job before.
	health lifecycle.Health
}

// watches are the running applications that this control plane is told of. Nothing else is done for them while nothing changes, so
// an idle fleet costs next to nothing.
type watches struct {
	mu      sync.Mutex
	cancels map[int64]*context.CancelFunc
	all     sync.WaitGroup
}

// begin watches in place of an earlier watch of the same application.
func (w *watches) begin(ctx context.Context, applicationID int64, watch func(context.Context)) {
	ctx, cancel := context.WithCancel(ctx)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.cancels == nil {
		w.cancels = make(map[int64]*context.CancelFunc)
	}
	if earlier := w.cancels[applicationID]; earlier != nil {
		(*earlier)()
	}
	w.cancels[applicationID] = &cancel
	w.all.Go(func() {
		defer cancel()
		watch(ctx)
		w.mu.Lock()
		defer w.mu.Unlock()
		if w.cancels[applicationID] == &cancel {
			delete(w.cancels, applicationID)
		}
	})
}

// endAll ends all watches.
func (w *watches) endAll() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, cancel := range w.cancels {
		(*cancel)()
	}
	clear(w.cancels)
}

// watch waits for a change of the job, or the end of its cluster, and makes the application due.
func (r *Reconciler) watch(ctx context.Context, t target, member int64) {
	began := time.Now()
	if err := r.awaitChange(ctx, t); err != nil && ctx.Err() == nil {
		r.Logger.DebugContext(ctx, "a watched cluster does not answer", "application", t.applicationID, "error", err)
		// A cluster that cannot be watched is looked at now and then, not without pause.
		sleep(ctx, r.Limits.Look-time.Since(began))
	}
	for ctx.Err() == nil {
		err := r.Store.WakeWatched(ctx, t.applicationID, member)
		if err == nil {
			return
		}
		sleep(ctx, retryWake)
	}
}

// retryWake is the pause after a wake-up that the database did not take.
const retryWake = time.Second

func (r *Reconciler) awaitChange(ctx context.Context, t target) error {
	endpoint, err := r.Driver.Endpoint(ctx, t.handle)
	if err != nil {
		return fmt.Errorf("find the REST API of cluster %s: %w", t.handle.ID, err)
	}
	client := r.Jobs(endpoint)
	defer client.Close()
	defer r.sampler.follow(&t, client)()
	return client.AwaitChange(ctx, t.jobID, t.changes)
}

func sleep(ctx context.Context, pause time.Duration) {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
