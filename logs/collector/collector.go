package collector

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/logs"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/store"
)

// callTimeout bounds each call to a driver, and each transaction.
const callTimeout = 30 * time.Second

// roundsAtOnce bounds how much of one log is collected before the others have their turn.
const roundsAtOnce = 5

// Collector collects the logs of clusters. Its methods may be called concurrently.
type Collector struct {
	Config

	metrics *metrics

	mu sync.Mutex
	// positions remembers what the store has, which saves asking. It may be wrong: then storing is refused.
	positions map[driver.ClusterID]string
}

// New makes a collector. It does nothing until [Collector.Run].
func New(config Config) (*Collector, error) {
	switch {
	case config.Store == nil:
		return nil, errors.New("make log collector: Store is missing")
	case config.Driver == nil:
		return nil, errors.New("make log collector: Driver is missing")
	case config.Targets == nil:
		return nil, errors.New("make log collector: Targets is missing")
	}
	config.setDefaults()
	metrics, err := newMetrics(config.Metrics)
	if err != nil {
		return nil, fmt.Errorf("make log collector: %w", err)
	}
	return &Collector{Config: config, metrics: metrics, positions: make(map[driver.ClusterID]string)}, nil
}

// Drain stores what is left of the log of a cluster that has ended, however much that is.
func (c *Collector) Drain(ctx context.Context, applicationID int64, handle driver.Handle) error {
	target := Target{applicationID, handle}
	defer c.forget(handle.ID)
	for {
		found, more, err := c.collectOnce(ctx, target, true)
		if err != nil {
			return err
		}
		if !found && !more {
			return nil
		}
	}
}

// collect stores what is new in the log of a cluster, within bounds. It tells whether there was anything.
func (c *Collector) collect(ctx context.Context, target Target) (found bool, err error) {
	for range roundsAtOnce {
		some, more, err := c.collectOnce(ctx, target, false)
		found = found || some
		if err != nil || !more {
			return found, err
		}
	}
	return found, nil
}

// collectOnce stores one batch. more tells that there is more to be had at once.
func (c *Collector) collectOnce(ctx context.Context, target Target, durable bool) (found, more bool, err error) {
	reader, ok := c.Driver.(driver.LogReader)
	if !ok {
		return false, false, nil
	}
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	from, err := c.position(ctx, target)
	if err != nil {
		return false, false, err
	}
	batch, err := reader.Logs(ctx, target.Handle, from, c.Batch)
	if err != nil {
		return false, false, fmt.Errorf("read the log of cluster %s: %w", target.Handle.ID, err)
	}
	if batch.Next == from {
		return false, false, nil
	}
	if c.Signals.Read != nil {
		if err := c.Signals.Read(target, batch); err != nil {
			return false, false, err
		}
	}
	collected := len(batch.Events)
	err = c.Store.CollectLog(ctx, store.CollectedLog{
		ApplicationID: target.ApplicationID, Cluster: string(target.Handle.ID), From: from, To: batch.Next,
		Events: c.settle(batch), Keep: c.KeepBytes, Durable: durable,
	})
	switch {
	case errors.Is(err, store.ErrLogMoved):
		c.forget(target.Handle.ID)
		return true, true, nil
	case fault.Is(err, fault.NotFoundKind):
		return false, false, nil // the application was deleted, and its log with it
	case err != nil:
		c.forget(target.Handle.ID)
		return false, false, fmt.Errorf("store the log of cluster %s: %w", target.Handle.ID, err)
	}
	c.metrics.collected.Add(float64(collected))
	c.metrics.missed.Add(float64(batch.Missed))
	c.remember(target.Handle.ID, batch.Next)
	return true, batch.More, nil
}

// settle are the events of a batch as they are stored: with a time that can be one, and with word of what is missing.
func (c *Collector) settle(batch driver.LogBatch) []logs.Event {
	now := time.Now()
	for i := range batch.Events {
		// A damaged line has no time, and a broken clock has any.
		if at := batch.Events[i].Time; at.Year() < 1971 || at.Year() > 2200 {
			batch.Events[i].Time = now
		}
	}
	if batch.Missed == 0 {
		return batch.Events
	}
	told := logs.Event{
		Time: now, Level: logs.Warn, Logger: logs.ControlPlaneLogger + ".LogCollector",
		Message: fmt.Sprintf("%d log events are missing here: there were more than the cluster keeps until they are collected.", batch.Missed),
	}
	if len(batch.Events) > 0 {
		told.Time, told.Version = batch.Events[0].Time, batch.Events[0].Version
	}
	return append([]logs.Event{told}, batch.Events...)
}

// position is how far the log of a cluster was collected.
func (c *Collector) position(ctx context.Context, target Target) (string, error) {
	c.mu.Lock()
	position, known := c.positions[target.Handle.ID]
	c.mu.Unlock()
	if known {
		return position, nil
	}
	position, err := c.Store.LogPosition(ctx, target.ApplicationID, string(target.Handle.ID))
	if err != nil {
		return "", err
	}
	c.remember(target.Handle.ID, position)
	return position, nil
}

func (c *Collector) remember(id driver.ClusterID, position string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.positions[id] = position
}

func (c *Collector) forget(id driver.ClusterID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.positions, id)
}
