package cluster

import (
	"context"
	"log/slog"
	"time"

	"github.com/penstock/penstock/runtime/flinkrest"
)

// A machine that goes down, because it is drained or was lent for as long as nobody else wanted it, tells its processes some time before.
// What the job has done until then is put into a checkpoint, so that it goes on elsewhere from where it is.

const (
	// relievePatience is how long a TaskManager whose machine goes down is kept for another one to come, and a checkpoint to be taken.
	relievePatience = 22 * time.Second
	// reliefPatience is how much of that is for the other one.
	reliefPatience = 14 * time.Second
	// lastPatience is how long the last checkpoint of a JobManager may take whose machine goes down.
	lastPatience = 20 * time.Second
)

// relieve lets a TaskManager end whose machine goes down, once another one is there in its place and the job has a checkpoint to go on
// from, or time is up.
func (k *keeper) relieve(m *members, g *guest) {
	ctx, cancel := context.WithTimeout(context.Background(), relievePatience) // also while the JobManager's own machine goes down
	defer cancel()
	defer func() { _ = g.send(frameEnd, nil) }() // it is gone, or ends by itself
	k.logs.tell(slog.LevelInfo, "The machine of %s goes down: a checkpoint is taken once another one is there, at most %v from now", g.name, reliefPatience)
	m.mu.Lock()
	g.leaving = true
	leaving := 0
	for _, other := range m.guests {
		if other.leaving {
			leaving++
		}
	}
	m.mu.Unlock()
	waiting, stop := context.WithTimeout(ctx, reliefPatience)
	defer stop()
	m.registered(waiting, k.spec.TaskManagers()+leaving)
	k.checkpointNow(ctx, m)
}

// lastWords takes a last checkpoint, if the cluster ends because the JobManager's machine goes down.
func (k *keeper) lastWords(m *members) {
	select {
	case <-k.goesDown:
	default:
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), lastPatience)
	defer cancel()
	k.checkpointNow(ctx, m)
}

// checkpointNow has the job take a checkpoint, if it runs, and waits for it until ctx ends.
func (k *keeper) checkpointNow(ctx context.Context, m *members) {
	k.mu.Lock()
	runs := k.run != nil && k.run.present && !k.run.ending && k.watch.state == flinkrest.JobRunning && k.spec.Checkpoints.Enabled
	k.mu.Unlock()
	client := m.client()
	if !runs || client == nil {
		return
	}
	began := time.Now()
	id, err := client.TriggerCheckpoint(ctx, k.spec.JobID, "")
	ticker := time.NewTicker(eagerLook)
	defer ticker.Stop()
	for ended := false; err == nil && !ended; {
		select {
		case <-ticker.C:
			ended, err = client.Triggered(ctx, k.spec.JobID, id)
		case <-m.manager.done:
			return
		case <-ctx.Done():
			err = ctx.Err()
		}
	}
	if err != nil {
		k.logs.tell(slog.LevelWarn, "There is no last checkpoint: %v", err)
		return
	}
	k.logs.tell(slog.LevelInfo, "A checkpoint was taken in %v, because a machine goes down", time.Since(began).Round(time.Millisecond))
}
