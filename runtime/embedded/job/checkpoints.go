package job

import (
	"context"
	"errors"
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
)

// errNoCheckpointDir means that there is nowhere to keep a checkpoint.
var errNoCheckpointDir = errors.New("the job has no folder for checkpoints")

// TriggerCheckpoint takes a checkpoint now and returns its id when it is complete.
func (j *Job) TriggerCheckpoint(ctx context.Context) (id int64, err error) {
	if j.options.CheckpointDir == "" {
		return 0, errNoCheckpointDir
	}
	err = j.whileRunning(ctx, func(ctx context.Context, _ *execution) error {
		c, err := j.coordinator.Trigger(ctx, checkpoint.Periodic, "")
		id = c.ID
		return err
	})
	return id, err
}

// Savepoint takes a savepoint in a folder of its own below dir and returns its path when it is complete.
func (j *Job) Savepoint(ctx context.Context, dir string) (path string, err error) {
	err = j.whileRunning(ctx, func(ctx context.Context, _ *execution) error {
		c, err := j.coordinator.Trigger(ctx, checkpoint.Savepoint, dir)
		path = c.Path
		return err
	})
	return path, err
}

// StopWithSavepoint takes a savepoint below dir after which nothing is processed, and ends the job, which is Finished soon
// after. With drain, event time is brought to its end first, so that everything that waits for it is sent.
func (j *Job) StopWithSavepoint(ctx context.Context, dir string, drain bool) (path string, err error) {
	err = j.whileRunning(ctx, func(ctx context.Context, e *execution) error {
		path, err = e.stop(ctx, dir, drain)
		return err
	})
	return path, err
}

// whileRunning does something with the attempt that runs, and stops waiting for it when that ends.
func (j *Job) whileRunning(ctx context.Context, do func(context.Context, *execution) error) error {
	j.mu.Lock()
	e, state := j.execution, j.status.State
	j.mu.Unlock()
	if state != Running || e == nil {
		return fmt.Errorf("%w: it is %s", ErrNotRunning, state)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	release := context.AfterFunc(e.ctx, func() { cancel(ErrNotRunning) })
	defer release()
	err := do(ctx, e)
	if err != nil && errors.Is(context.Cause(ctx), ErrNotRunning) && errors.Is(err, context.Canceled) {
		return ErrNotRunning
	}
	return err
}

// Checkpoints are the figures of the job's checkpoints.
func (j *Job) Checkpoints() checkpoint.Statistics { return j.coordinator.Statistics() }
