package fake

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/penstock/penstock/logs"
	"github.com/penstock/penstock/runtime/driver"
)

// clusterLog is the log of a cluster: the events that it still has, and how many it has given up before them.
type clusterLog struct {
	events []logs.Event
	given  int
}

// tell adds to the log.
func (c *cluster) tell(level logs.Level, message string) {
	c.log.events = append(c.log.events, logs.Event{
		Time: time.Now().UTC(), Level: level, Version: c.spec.ApplicationVersion, Logger: "fake", Thread: "main", Message: message,
	})
}

// Log adds events to the log of a cluster.
func (w *World) Log(id driver.ClusterID, events ...logs.Event) error {
	return w.with(id, func(c *cluster) error {
		c.log.events = append(c.log.events, events...)
		return nil
	})
}

// GiveUpLog makes a cluster give up the oldest events of its log.
func (w *World) GiveUpLog(id driver.ClusterID, count int) error {
	return w.with(id, func(c *cluster) error {
		if count > len(c.log.events) {
			return fmt.Errorf("the log of %s has %d events", id, len(c.log.events))
		}
		c.log.events = c.log.events[count:]
		c.log.given += count
		return nil
	})
}

// Logs reads the log of a cluster. A position is the number of events before it.
func (d *Driver) Logs(ctx context.Context, handle driver.Handle, position string, limit int) (driver.LogBatch, error) {
	batch := driver.LogBatch{Next: position}
	err := d.world.run(ctx, CallLogs, func() error {
		from := 0
		if position != "" {
			var err error
			if from, err = strconv.Atoi(position); err != nil {
				return fmt.Errorf("position in the log of %s: %w", handle.ID, err)
			}
		}
		d.world.mu.Lock()
		defer d.world.mu.Unlock()
		c, ok := d.world.clusters[handle.ID]
		if !ok {
			return nil
		}
		if from < c.log.given {
			batch.Missed = int64(c.log.given - from)
			from = c.log.given
		}
		left := c.log.events[from-c.log.given:]
		taken := left[:min(limit, len(left))]
		batch.Events = append(batch.Events, taken...)
		batch.More = len(taken) < len(left)
		batch.Next = strconv.Itoa(from + len(taken))
		return nil
	})
	if err != nil {
		return driver.LogBatch{}, err
	}
	return batch, nil
}

// End ends the process of a cluster and leaves its log.
func (d *Driver) End(ctx context.Context, handle driver.Handle) error {
	return d.world.run(ctx, CallEnd, func() error {
		d.world.mu.Lock()
		defer d.world.mu.Unlock()
		if c, ok := d.world.clusters[handle.ID]; ok {
			c.end()
		}
		return nil
	})
}
