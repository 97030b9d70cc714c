// Package recurring does now and then what every control plane of an installation does now and then.
package recurring

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"time"
)

// Work is done at once and then again and again. Pauses are random, half to one and a half times the interval, so that control planes
// that were started together do not meet at the same rows for ever.
type Work struct {
	// Interval is the pause in the mean.
	Interval time.Duration
	// Wake cuts a pause short; optional.
	Wake <-chan struct{}
	// Logger is warned of what goes wrong with the work of this name, which goes on.
	Logger *slog.Logger
	Name   string
}

// Run calls once until the context ends.
func (w Work) Run(ctx context.Context, once func(context.Context) error) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		case <-w.Wake:
		}
		if err := once(ctx); err != nil && ctx.Err() == nil {
			w.Logger.WarnContext(ctx, "recurring work failed", "work", w.Name, "error", err)
		}
		timer.Reset(w.Interval/2 + rand.N(w.Interval))
	}
}
