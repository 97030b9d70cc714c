package collector

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/penstock/penstock/runtime/driver"
)

// result is what came of asking for a log.
type result struct {
	of    *watched
	found bool
	err   error
}

// Run collects until the context ends, and returns when what is under way has ended too.
func (c *Collector) Run(ctx context.Context) {
	var group sync.WaitGroup
	defer group.Wait()
	group.Go(func() { c.sweepUntilDone(ctx) })
	w := newWatch()
	results := make(chan result, c.Concurrency)
	free := c.Concurrency
	ticker := time.NewTicker(c.Interval)
	defer ticker.Stop()
	c.discover(ctx, w)
	for {
		for now := time.Now(); free > 0; free-- {
			due := w.next(now)
			if due == nil {
				break
			}
			target := due.Target // what is discovered meanwhile may change it
			group.Go(func() {
				found, err := c.collect(ctx, target)
				results <- result{due, found, err}
			})
		}
		select {
		case <-ctx.Done():
			return // the channel has room for all that are under way
		case <-ticker.C:
			c.discover(ctx, w)
		case r := <-results:
			free++
			c.done(ctx, w, r)
		}
	}
}

// done notes that a log was asked for, and when to ask again.
func (c *Collector) done(ctx context.Context, w *watch, r result) {
	if r.err != nil && ctx.Err() == nil {
		c.metrics.failures.Inc()
		c.Logger.WarnContext(ctx, "a log could not be collected, it will be tried again", "cluster", r.of.Handle.ID, "error", r.err)
	}
	if r.of.gone {
		c.forget(r.of.Handle.ID)
	}
	longest := max(c.IdleInterval, time.Second*time.Duration(len(w.clusters))/time.Duration(c.IdleRate))
	r.of.pause = min(r.of.pause+r.of.pause/2+c.Interval/4, longest)
	if r.found {
		r.of.pause = c.Interval
	}
	w.again(r.of, time.Now().Add(r.of.pause))
}

// discover finds the clusters that there are now, as far as they may be others than before.
func (c *Collector) discover(ctx context.Context, w *watch) {
	all := time.Since(w.discovered) >= c.Discovery
	var changed []int64
	if c.Changes != nil {
		ids, any := c.Changes.Take()
		changed, all = ids, all || any
	}
	if !all && len(changed) == 0 {
		return
	}
	if all {
		changed = nil
	}
	findCtx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	targets, err := c.Targets(findCtx, changed)
	if err != nil {
		if ctx.Err() == nil {
			c.Logger.WarnContext(ctx, "no clusters can be found whose logs to collect", "error", err)
		}
		// What was taken is not told again. After as long as without Changes, all are asked for.
		w.discovered = time.Now().Add(min(c.Discovery, time.Second) - c.Discovery)
		return
	}
	if all {
		w.discovered = time.Now()
	}
	there := make(map[driver.ClusterID]bool, len(targets))
	for _, t := range targets {
		there[t.Handle.ID] = true
		w.begin(t)
	}
	for id, known := range w.clusters {
		if !there[id] && (all || slices.Contains(changed, known.ApplicationID)) {
			w.end(known)
			c.forget(id)
		}
	}
}

// sweepUntilDone removes what is too old, now and again.
func (c *Collector) sweepUntilDone(ctx context.Context) {
	ticker := time.NewTicker(c.Sweep)
	defer ticker.Stop()
	for {
		for {
			removed, err := c.Store.SweepLogs(ctx, c.KeepAge)
			if err != nil && ctx.Err() == nil {
				c.Logger.WarnContext(ctx, "old log events could not be removed", "error", err)
			}
			c.metrics.removed.Add(float64(removed))
			if removed == 0 || err != nil {
				break
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}
