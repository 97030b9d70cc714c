package reconciler

import (
	"context"
	"fmt"
	"time"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/runtime/driver"
)

// keptEvents is how long what happened to applications can be asked for.
const keptEvents = 7 * 24 * time.Hour

// sweepUntilDone searches for leftovers at once and then now and again.
func (r *Reconciler) sweepUntilDone(ctx context.Context) {
	ticker := time.NewTicker(r.SweepInterval)
	defer ticker.Stop()
	for {
		destroyed, err := r.Sweep(ctx)
		if err != nil && ctx.Err() == nil {
			r.Logger.WarnContext(ctx, "the search for leftover clusters failed", "error", err)
		}
		if _, err := r.Store.SweepEvents(ctx, keptEvents); err != nil && ctx.Err() == nil {
			r.Logger.WarnContext(ctx, "old events could not be deleted", "error", err)
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
func (r *Reconciler) Sweep(ctx context.Context) (destroyed int, err error) {
	ctx, cancel := context.WithTimeout(ctx, r.CallTimeout)
	defer cancel()
	listed, err := r.Driver.List(ctx)
	if err != nil {
		return 0, fmt.Errorf("list clusters: %w", err)
	}
	if len(listed) == 0 {
		return 0, nil
	}
	handles, err := r.Store.ClusterHandles(ctx)
	if err != nil {
		return 0, fmt.Errorf("list clusters: %w", err)
	}
	known, err := knownClusters(handles)
	if err != nil {
		return 0, err
	}
	for _, l := range listed {
		if known[l.Handle.ID] {
			continue
		}
		r.Logger.WarnContext(ctx, "a cluster that nothing knows is destroyed", "cluster", l.Handle.ID, "arn", l.ApplicationARN)
		if err := r.Driver.Destroy(ctx, l.Handle); err != nil {
			return destroyed, fmt.Errorf("destroy leftover cluster %s: %w", l.Handle.ID, err)
		}
		destroyed++
	}
	return destroyed, nil
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
