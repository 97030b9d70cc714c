package autoscaler

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/autoscale"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/lifecycle/reconciler"
	"github.com/penstock/penstock/store"
)

// Config is what an [Autoscaler] is made of. Members without "optional" are required.
type Config struct {
	// Store keeps the rows.
	Store *store.Store
	// Policy says when to scale.
	Policy autoscale.Policy
	// MaxKPUs are the most that an application may have; 0 for no limit.
	MaxKPUs int
	// MaxParallelism is the number of key groups of jobs, as in reconciler.Config; optional, 128.
	MaxParallelism int
	// Logger is optional.
	Logger *slog.Logger
	// Metrics is where the metrics are registered; optional.
	Metrics prometheus.Registerer
	// Now is the clock of operations; optional.
	Now func() time.Time
}

// Autoscaler scales the applications whose samples it is given.
type Autoscaler struct {
	Config

	begun *prometheus.CounterVec

	mu           sync.Mutex
	applications map[int64]*application
	pruned       time.Time
}

var _ reconciler.VitalsConsumer = (*Autoscaler)(nil)

// New makes an autoscaler.
func New(c Config) (*Autoscaler, error) {
	if err := c.Policy.Check(); err != nil {
		return nil, fmt.Errorf("make autoscaler: %w", err)
	}
	if c.MaxParallelism == 0 {
		c.MaxParallelism = 128
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	a := &Autoscaler{Config: c, applications: map[int64]*application{}, begun: prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "penstock_autoscaling_total", Help: "Changes of parallelism that autoscaling has begun, by operation.",
	}, []string{"kind"})}
	if c.Metrics != nil {
		if err := c.Metrics.Register(a.begun); err != nil {
			return nil, fmt.Errorf("make autoscaler: register metrics: %w", err)
		}
	}
	return a, nil
}

// application is what is known of one application between its samples.
type application struct {
	// versionID is the version that enabled and bounds are of.
	versionID int64
	enabled   bool
	bounds    autoscale.Bounds
	window    autoscale.Window
	// kept is the window that the database has, keptAt when it was written; zero where it has none that says anything.
	kept   autoscale.Window
	keptAt time.Time
	// seen is when the newest sample came.
	seen time.Time
}

// stale is how long an application without samples is remembered: another control plane may have watched it meanwhile.
const stale = 5 * time.Minute

// Sampled implements reconciler.VitalsConsumer.
func (a *Autoscaler) Sampled(ctx context.Context, sample reconciler.Sample) {
	if err := a.sampled(ctx, sample); err != nil && ctx.Err() == nil {
		a.Logger.WarnContext(ctx, "a sample could not be used for autoscaling", "application", sample.ApplicationID, "error", err)
	}
}

func (a *Autoscaler) sampled(ctx context.Context, sample reconciler.Sample) error {
	app, err := a.application(ctx, sample)
	if err != nil || !app.enabled {
		return err
	}
	if err := a.settle(ctx, app, sample); err != nil {
		return err
	}
	var d autoscale.Decision
	app.window, d = autoscale.Observe(a.Policy, app.bounds, app.window, autoscale.Reading{
		JobID: sample.JobID, At: sample.Vitals.At, CPU: sample.Vitals.CPU, Parallelism: sample.Parallelism,
	})
	if d.Direction != autoscale.None {
		return a.scale(ctx, app, sample, d)
	}
	return a.keep(ctx, app, sample)
}

// application is what is known of the application of a sample, read anew where that may have changed.
func (a *Autoscaler) application(ctx context.Context, sample reconciler.Sample) (*application, error) {
	now := a.Now()
	a.mu.Lock()
	if now.Sub(a.pruned) > stale {
		a.prune(now)
	}
	app, fresh := a.applications[sample.ApplicationID]
	if fresh {
		fresh = now.Sub(app.seen) <= stale
		app.seen = now
	}
	a.mu.Unlock()
	if fresh && app.versionID == sample.VersionID {
		return app, nil
	}
	read := &application{versionID: sample.VersionID, seen: now}
	if fresh {
		read.window, read.kept, read.keptAt = app.window, app.kept, app.keptAt
	}
	if err := a.read(ctx, read, sample, fresh); err != nil {
		return nil, err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.applications[sample.ApplicationID] = read
	return read, nil
}

// prune forgets applications that others watch, or that are gone. The caller holds the lock.
func (a *Autoscaler) prune(now time.Time) {
	a.pruned = now
	for id, app := range a.applications {
		if now.Sub(app.seen) > stale {
			delete(a.applications, id)
		}
	}
}

// read reads the version's configuration, and the window unless that is at hand.
func (a *Autoscaler) read(ctx context.Context, app *application, sample reconciler.Sample, haveWindow bool) error {
	v, err := a.Store.Version(ctx, sample.ApplicationID, sample.VersionID)
	if err != nil {
		return err
	}
	c, err := lifecycle.ParseConfiguration(v.Document)
	if err != nil {
		return err
	}
	app.enabled = c.AutoScalingEnabled
	app.bounds = autoscale.Bounds{
		Configured: c.Parallelism, PerKPU: c.ParallelismPerKPU, MaxKPUs: a.MaxKPUs, MaxParallelism: max(a.MaxParallelism, c.Parallelism),
	}
	if !haveWindow {
		if app.kept, err = a.Store.AutoscalingWindow(ctx, sample.ApplicationID); err != nil {
			return err
		}
		app.window = app.kept
	}
	if app.enabled || app.kept.JobID == "" {
		return nil
	}
	app.window, app.kept = autoscale.Window{}, autoscale.Window{}
	return a.Store.InTx(ctx, func(tx *store.Tx) error { return tx.ForgetAutoscalingWindow(ctx, sample.ApplicationID) })
}

// settle finds out what became of the change that was begun last.
func (a *Autoscaler) settle(ctx context.Context, app *application, sample reconciler.Sample) error {
	if app.window.OperationID == "" {
		return nil
	}
	o, err := a.Store.Operation(ctx, sample.ApplicationID, app.window.OperationID)
	switch {
	case fault.Is(err, fault.NotFoundKind):
		app.window.OperationID = ""
	case err != nil:
		return err
	case o.Status == lifecycle.OperationInProgress:
	default:
		app.window = app.window.Ended(a.Policy, o.Status == lifecycle.OperationSuccessful, sample.Vitals.At)
	}
	return nil
}

// errOther says that the application does not run what was sampled.
var errOther = errors.New("the application does not run any more what was sampled")
