package cloudwatch

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/penstock/penstock/store"
)

// Deliverer delivers logs to CloudWatch Logs. Any number of them may share a database.
type Deliverer struct {
	Config

	metrics *metrics

	mu  sync.Mutex
	api API
}

// New makes a deliverer. It does nothing until [Deliverer.Run].
func New(config Config) (*Deliverer, error) {
	switch {
	case config.Store == nil:
		return nil, errors.New("make log deliverer: Store is missing")
	case config.Owner == "":
		return nil, errors.New("make log deliverer: Owner is missing")
	}
	config.setDefaults()
	metrics, err := newMetrics(config.Metrics)
	if err != nil {
		return nil, fmt.Errorf("make log deliverer: %w", err)
	}
	return &Deliverer{Config: config, metrics: metrics}, nil
}

// Run delivers until the context ends, and returns when the calls under way have ended with it.
func (d *Deliverer) Run(ctx context.Context) {
	var group sync.WaitGroup
	defer group.Wait()
	group.Go(func() { d.syncUntilDone(ctx) })
	done := make(chan struct{}, d.Concurrency)
	working := 0
	ticker := time.NewTicker(d.Interval)
	defer ticker.Stop()
	for {
		if free := d.Concurrency - working; free > 0 {
			leases, err := d.Store.ClaimLogDeliveries(ctx, d.Owner, free, d.Term)
			if err != nil && ctx.Err() == nil {
				d.Logger.WarnContext(ctx, "no log deliveries can be claimed", "error", err)
			}
			for _, lease := range leases {
				working++
				group.Go(func() {
					defer func() { done <- struct{}{} }()
					d.work(ctx, lease)
				})
			}
		}
		select {
		case <-ctx.Done():
			return // the channel has room for all that work
		case <-ticker.C:
		case <-done:
			working--
		}
	}
}

// syncUntilDone looks at logging options, and at how late deliveries are, now and again.
func (d *Deliverer) syncUntilDone(ctx context.Context) {
	ticker := time.NewTicker(d.SyncInterval)
	defer ticker.Stop()
	for {
		if err := d.Store.SyncLogDeliveries(ctx); err != nil && ctx.Err() == nil {
			d.Logger.WarnContext(ctx, "logging options cannot be looked at", "error", err)
		}
		lag, err := d.Store.LogLag(ctx)
		switch {
		case err == nil:
			d.metrics.lag.Set(lag.Oldest.Seconds())
			d.metrics.failing.Set(float64(lag.Failing))
		case ctx.Err() == nil:
			d.Logger.WarnContext(ctx, "the lag of log deliveries is not known", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// client is the one client, made when it is needed for the first time.
func (d *Deliverer) client(ctx context.Context) (API, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.api != nil {
		return d.api, nil
	}
	api, err := d.API(ctx)
	if err != nil {
		return nil, err
	}
	d.api = api
	return api, nil
}

// work delivers what there is to deliver to one stream.
func (d *Deliverer) work(ctx context.Context, lease store.LogDeliveryLease) {
	w := &delivery{Deliverer: d, lease: lease, log: d.Logger.With("application", lease.ApplicationARN, "stream", lease.StreamARN)}
	err := w.run(ctx)
	// The end of the server is no reason to keep the delivery from the others.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), d.CallTimeout)
	defer cancel()
	var failed *failedError
	switch {
	case err == nil:
		err = d.Store.ReleaseLogDelivery(ctx, lease, d.Interval)
	case errors.As(err, &failed):
		err = w.fail(ctx, failed)
	case errors.Is(err, errDied):
		return
	default:
		w.log.WarnContext(ctx, "a log delivery is interrupted", "error", err)
		err = d.Store.ReleaseLogDelivery(ctx, lease, d.Interval)
	}
	if err != nil && !errors.Is(err, store.ErrLeaseLost) {
		w.log.WarnContext(ctx, "a log delivery is left to run out", "error", err)
	}
}
