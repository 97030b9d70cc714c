package kubernetes

import (
	"context"
	"time"

	"github.com/penstock/penstock/runtime/driver"
)

// unwatched is the time between two looks that repairs a change that nobody told of.
const unwatched = 30 * time.Second

// WaitChange blocks until the cluster's state is another than in last, or ctx ends. The pod tells of its own changes, the API server of
// the pod's.
func (d *Driver) WaitChange(ctx context.Context, handle driver.Handle, last driver.Observation) (driver.Observation, error) {
	if _, err := d.open(handle); err != nil {
		return driver.Observation{}, err
	}
	changed, release := d.watch.subscribe(handle.ID)
	defer release()
	redial := shortestRedial
	for {
		now, err := d.Inspect(ctx, handle)
		if ctx.Err() != nil {
			return last, nil
		}
		if err != nil || now.State != last.State {
			return now, err
		}
		last = now
		asking, stop := context.WithCancel(ctx)
		told, pause := d.askForChange(asking, handle, last.State), unwatched
		if p := d.watch.pod(handle.ID); told == nil && p != nil && p.Status.PodIP != "" {
			pause, redial = redial, min(2*redial, longestRedial) // it listens any moment, of which the API server does not tell
		}
		timer := time.NewTimer(pause)
		select {
		case <-changed:
		case <-told:
		case <-timer.C:
		case <-ctx.Done():
		}
		timer.Stop()
		stop()
		if ctx.Err() != nil {
			return last, nil
		}
	}
}

// askForChange has the pod tell when its state is another than the one that is known; nil where it cannot be asked.
func (d *Driver) askForChange(ctx context.Context, handle driver.Handle, known driver.State) <-chan struct{} {
	p := d.watch.pod(handle.ID)
	if p == nil {
		return nil
	}
	client, seen, err := d.ask(ctx, handle.ID, p)
	if err != nil {
		return nil
	}
	told := make(chan struct{})
	go func() {
		defer close(told)
		if observationOf(handle, seen).State != known {
			return
		}
		_, _ = client.Status(ctx, seen.Sequence) // whatever it says, or that it says nothing: it is looked at again
	}()
	return told
}
