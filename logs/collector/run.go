package collector

import (
	"context"
	"sync"
	"time"

	"github.com/penstock/penstock/runtime/driver"
)

// watched is a cluster whose log is collected.
type watched struct {
	Target

	// due is when its log is asked for next, pause what was waited before; busy while it is being asked.
	due   time.Time
	pause time.Duration
	busy  bool
}

// result is what came of asking for a log.
type result struct {
	id    driver.ClusterID
	found bool
	err   error
}

// Run collects until the context ends, and returns when what is under way has ended too.
func (c *Collector) Run(ctx context.Context) {
	var group sync.WaitGroup
	defer group.Wait()
	group.Go(func() { c.sweepUntilDone(ctx) })
	clusters := map[driver.ClusterID]*watched{}
	results := make(chan result, c.Concurrency)
	free := c.Concurrency
	ticker := time.NewTicker(c.Interval)
	defer ticker.Stop()
	var discovered time.Time
	for {
		now := time.Now()
		if now.Sub(discovered) >= c.Discovery {
			discovered = now
			c.discover(ctx, clusters)
		}
		for _, w := range clusters {
			if free == 0 {
				break
			}
			if w.busy || w.due.After(now) {
				continue
			}
			w.busy = true
			free--
			target := w.Target
			group.Go(func() {
				found, err := c.collect(ctx, target)
				results <- result{target.Handle.ID, found, err}
			})
		}
		select {
		case <-ctx.Done():
			return // the channel has room for all that are under way
		case <-ticker.C:
		case r := <-results:
			free++
			c.done(ctx, clusters, r)
		}
	}
}

// done notes that a log was asked for, and when to ask again.
func (c *Collector) done(ctx context.Context, clusters map[driver.ClusterID]*watched, r result) {
	if r.err != nil && ctx.Err() == nil {
		c.metrics.failures.Inc()
		c.Logger.WarnContext(ctx, "a log could not be collected, it will be tried again", "cluster", r.id, "error", r.err)
	}
	w := clusters[r.id]
	if w == nil {
		return
	}
	w.busy = false
	w.pause = min(w.pause+w.pause/2+c.Interval/4, c.IdleInterval)
	if r.found {
		w.pause = c.Interval
	}
	w.due = time.Now().Add(w.pause)
}

// discover finds the clusters that there are now.
func (c *Collector) discover(ctx context.Context, clusters map[driver.ClusterID]*watched) {
	findCtx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	targets, err := c.Targets(findCtx)
	if err != nil {
		if ctx.Err() == nil {
			c.Logger.WarnContext(ctx, "no clusters can be found whose logs to collect", "error", err)
		}
		return
	}
	there := make(map[driver.ClusterID]bool, len(targets))
	for _, t := range targets {
		there[t.Handle.ID] = true
		if clusters[t.Handle.ID] == nil {
			clusters[t.Handle.ID] = &watched{}
		}
		clusters[t.Handle.ID].Target = t
	}
	for id, w := range clusters {
		if !there[id] && !w.busy {
			delete(clusters, id)
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
