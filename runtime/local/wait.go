package local

import (
	"context"
	"time"

	"github.com/penstock/penstock/runtime/driver"
)

// The pauses between two looks at a cluster. One that comes up is looked at often, because somebody waits for it and it
// takes some ten milliseconds; one that runs is noticed to have died at once if it is a child of this process.
const (
	shortestPause = 2 * time.Millisecond
	longestPause  = 250 * time.Millisecond
)

// WaitChange blocks until the cluster's state is another than in last, or ctx ends.
func (d *Driver) WaitChange(ctx context.Context, handle driver.Handle, last driver.Observation) (driver.Observation, error) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for pause := shortestPause; ; pause = min(pause+pause/4+1, longestPause) {
		now, err := d.Inspect(ctx, handle)
		if err != nil || now.State != last.State || ctx.Err() != nil {
			return now, err
		}
		d.mu.Lock()
		ended := d.children[handle.ID] // nil, which never is ready, if it is not this process's child
		d.mu.Unlock()
		timer.Reset(pause)
		select {
		case <-ctx.Done():
		case <-ended:
		case <-timer.C:
		}
	}
}
