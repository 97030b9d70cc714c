package reconciler

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/penstock/penstock/runtime/driver"
)

// Reconciler works for every application whose lease it gets. Any number of them may share a database.
type Reconciler struct {
	Config

	metrics *metrics
	// site is the driver's; empty for one whose clusters are reached from everywhere.
	site string
	// builds are those that the driver starts clusters with; none for one that does not tell.
	builds []string
	// member is the id of this control plane among those that share the database; 0 before it has joined.
	member  atomic.Int64
	watches watches
	trusted trusted
	sampler *sampler
	windows windows
	newest  newest
}

// New makes a reconciler. It does nothing until [Reconciler.Run].
func New(config Config) (*Reconciler, error) {
	switch {
	case config.Store == nil:
		return nil, errors.New("make reconciler: Store is missing")
	case config.Driver == nil:
		return nil, errors.New("make reconciler: Driver is missing")
	case config.Storage == nil:
		return nil, errors.New("make reconciler: Storage is missing")
	case config.Owner == "":
		return nil, errors.New("make reconciler: Owner is missing")
	}
	config.setDefaults()
	metrics, err := newMetrics(config.Metrics)
	if err != nil {
		return nil, fmt.Errorf("make reconciler: %w", err)
	}
	r := &Reconciler{
		Config: config, metrics: metrics, sampler: newSampler(config.SampleInterval, config.LookTimeout, config.SampleConcurrency),
	}
	r.sampler.taken, r.sampler.missed = r.sampled, r.unsampled
	if builder, ok := config.Driver.(driver.Builder); ok {
		r.builds = builder.Builds()
	}
	if sited, ok := config.Driver.(driver.Sited); ok {
		r.site = sited.Site()
	}
	return r, nil
}

// Run works until the context ends and then waits for the steps under way, which end with it. Clusters go on.
func (r *Reconciler) Run(ctx context.Context) {
	var group sync.WaitGroup
	defer r.leave(context.WithoutCancel(ctx))
	defer r.watches.all.Wait()
	defer group.Wait()
	waker := r.Store.NewWaker(r.RepairInterval, r.Logger)
	group.Go(func() { waker.Run(ctx) })
	group.Go(func() { r.membership(ctx) })
	group.Go(func() { r.sweepUntilDone(ctx) })
	group.Go(func() { r.sampler.run(ctx) })
	group.Go(func() { r.countHealth(ctx) })
	group.Go(func() { r.writeNewest(ctx) })

	done := make(chan struct{}, r.Concurrency)
	working := 0
	for ctx.Err() == nil {
		next := r.RepairInterval
		if free := r.Concurrency - working; free > 0 {
			leases, err := r.Store.ClaimDue(ctx, r.Owner, free, r.LeaseTerm, r.site)
			if err != nil && ctx.Err() == nil {
				r.Logger.WarnContext(ctx, "no applications can be claimed", "error", err)
			}
			for _, lease := range leases {
				working++
				group.Go(func() {
					defer func() { done <- struct{}{} }()
					r.work(ctx, lease)
				})
			}
			next = r.nextClaim(ctx, err)
		}
		timer := time.NewTimer(next)
		select {
		case <-ctx.Done():
		case <-waker.C():
		case <-timer.C:
		case <-done:
			working--
		}
		timer.Stop()
	}
}

// nextClaim is how long it is until another claim may find something, unless there is a wake-up before.
func (r *Reconciler) nextClaim(ctx context.Context, claimErr error) time.Duration {
	if claimErr != nil {
		return time.Second
	}
	wait, ok, err := r.Store.NextDue(ctx, r.site)
	if err != nil || !ok {
		return time.Second
	}
	// A due application that another control plane has claimed this moment must not make this loop spin.
	return min(max(wait, 5*time.Millisecond), r.RepairInterval)
}
