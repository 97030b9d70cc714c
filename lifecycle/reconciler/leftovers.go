package reconciler

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/store"
)

const (
	// keptEvents is how long what happened to applications can be asked for, and forgetInterval the time between two deletions of
	// what is older.
	keptEvents     = 7 * 24 * time.Hour
	forgetInterval = 10 * time.Minute
	// trustInterval is how long a cluster that was found in the rows is taken to be in them.
	trustInterval = time.Hour
	// sweptAtOnce is how many applications are asked for at once.
	sweptAtOnce = 100
)

// sweepUntilDone searches for leftovers at once and then now and again.
func (r *Reconciler) sweepUntilDone(ctx context.Context) {
	ticker := time.NewTicker(r.SweepInterval)
	defer ticker.Stop()
	var forgot time.Time
	for {
		destroyed, err := r.Sweep(ctx)
		if err != nil && ctx.Err() == nil {
			r.Logger.WarnContext(ctx, "the search for leftover clusters failed", "error", err)
		}
		if now := time.Now(); now.Sub(forgot) >= forgetInterval {
			forgot = now
			if _, err := r.Store.SweepEvents(ctx, keptEvents); err != nil && ctx.Err() == nil {
				r.Logger.WarnContext(ctx, "old events could not be deleted", "error", err)
			}
		}
		if r.Signals.Swept != nil {
			r.Signals.Swept(destroyed)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// Sweep destroys the clusters that no row knows, and tells how many. A cluster that is being prepared is not among them:
// its id is written down before the driver hears of it, and the driver is asked before the rows are read.
//
// The id of a cluster leaves the rows after the cluster has ended. So one that was found in them need not be looked for again as long
// as it is the same one, and a sweep of a large fleet reads the rows of the few applications whose clusters are new.
func (r *Reconciler) Sweep(ctx context.Context) (destroyed int, err error) {
	ctx, cancel := context.WithTimeout(ctx, r.CallTimeout)
	defer cancel()
	listed, err := r.Driver.List(ctx)
	if err != nil {
		return 0, fmt.Errorf("list clusters: %w", err)
	}
	for batch := range slices.Chunk(r.trusted.strangers(listed), sweptAtOnce) {
		handles, err := r.written(ctx, batch)
		if err != nil {
			return destroyed, fmt.Errorf("list clusters: %w", err)
		}
		known, err := knownClusters(handles)
		if err != nil {
			return destroyed, err
		}
		for _, l := range batch {
			if known[l.Handle.ID] {
				r.trusted.trust(l)
				continue
			}
			r.Logger.WarnContext(ctx, "a cluster that nothing knows is destroyed", "cluster", l.Handle.ID, "arn", l.ApplicationARN)
			if err := r.Driver.Destroy(ctx, l.Handle); err != nil {
				return destroyed, fmt.Errorf("destroy leftover cluster %s: %w", l.Handle.ID, err)
			}
			destroyed++
		}
	}
	return destroyed, nil
}

// written is what the rows have of the clusters of the applications that these belong to; of all, where that is not told.
func (r *Reconciler) written(ctx context.Context, listed []driver.Listed) ([]lifecycle.ClusterHandle, error) {
	keys := make([]store.ApplicationKey, 0, len(listed))
	for _, l := range listed {
		arn, isARN := lifecycle.ParseARN(l.ApplicationARN)
		name, isApplication := strings.CutPrefix(arn.Resource, "application/")
		if !isARN || !isApplication {
			return r.Store.ClusterHandles(ctx)
		}
		keys = append(keys, store.ApplicationKey{AccountID: arn.AccountID, Region: arn.Region, Name: name})
	}
	return r.Store.ClustersOf(ctx, keys)
}

// knownClusters are the ids in the rows. A row that cannot be read, as one of a newer control plane, ends the search: its
// clusters would look like leftovers.
func knownClusters(handles []lifecycle.ClusterHandle) (map[driver.ClusterID]bool, error) {
	known := map[driver.ClusterID]bool{}
	for i := range handles {
		c, err := parseRecord(&handles[i])
		if err != nil {
			return nil, err
		}
		known[c.ID] = true
	}
	return known, nil
}

// trusted are the clusters that were found in the rows, each with when it was made: one of the same id that was made later is
// another one. The zero value is ready.
type trusted struct {
	mu    sync.Mutex
	made  map[driver.ClusterID]time.Time
	since time.Time
}

// strangers are the clusters that have to be looked for. Those that are listed no more are forgotten; so are all now and then, for
// what is done to the rows by hand.
func (t *trusted) strangers(listed []driver.Listed) []driver.Listed {
	t.mu.Lock()
	defer t.mu.Unlock()
	if now := time.Now(); now.Sub(t.since) >= trustInterval {
		t.made, t.since = nil, now
	}
	there := make(map[driver.ClusterID]time.Time, len(t.made))
	var strangers []driver.Listed
	for _, l := range listed {
		if made, ok := t.made[l.Handle.ID]; ok && made.Equal(l.CreatedAt) {
			there[l.Handle.ID] = made
		} else {
			strangers = append(strangers, l)
		}
	}
	t.made = there
	return strangers
}

func (t *trusted) trust(l driver.Listed) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.made[l.Handle.ID] = l.CreatedAt
}
