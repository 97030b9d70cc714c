package job

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/operator"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// execution is one attempt to run the job.
type execution struct {
	job            *Job
	number         int
	maxParallelism int
	restored       *checkpoint.Snapshot
	started        time.Time
	// patience is how long inboxes keep to the order of their opening.
	patience time.Duration

	memory      *state.Memory
	removeState func()

	ctx    context.Context
	cancel context.CancelCauseFunc
	tasks  []*task
	inbox  []*inbox
	source []*sourceTask
	splits []*operator.Splits
	sinks  map[string]*sinkOf
	// running counts the goroutines of the attempt.
	running sync.WaitGroup
	// undrained counts the tasks whose input has not ended, unopened those that are not open yet.
	undrained, unopened atomic.Int64
	allDrained          chan struct{}
	allOpen             chan struct{}
	// unheld counts the sources that have more to read before the savepoint at their end.
	unheld  atomic.Int64
	allHeld chan struct{}

	mu sync.Mutex
	// draining is set by a stop that drains: the end of input is its business then.
	draining bool
}

// sinkOf is a sink with its operators in all subtasks.
type sinkOf struct {
	node      *plan.Sink
	sink      connector.Sink
	operators []*operator.Sink
}

// taskError is the failure of a task.
type taskError struct {
	task string
	err  error
}

func (e *taskError) Error() string { return e.task + ": " + e.err.Error() }
func (e *taskError) Unwrap() error { return e.err }

// The causes that end an attempt without a failure.
var (
	errFinished  = errors.New("the job has finished")
	errCancelled = errors.New("the job was cancelled")
)

// run runs the attempt to its end. It returns nil if the job has finished, and otherwise what ended it.
func (e *execution) run(running func()) error {
	defer e.cancel(errFinished)
	if err := e.recoverSinks(); err != nil {
		e.removeState()
		return err
	}
	dropped := newDrops(e.tasks, e.job.options.Logger)
	for _, t := range e.tasks {
		e.running.Go(func() { e.runTask(t) })
	}
	for _, s := range e.splits {
		e.running.Go(func() {
			if err := s.Run(e.ctx); err != nil {
				e.cancel(err)
			}
		})
	}
	e.running.Go(func() { dropped.tellUntil(e.ctx) })
	select {
	case <-e.allOpen:
		running()
		e.running.Go(func() {
			err := e.job.coordinator.Run(e.ctx, e)
			if err == nil {
				err = errFinished // whoever asked for the savepoint may have gone away meanwhile
			}
			e.cancel(err)
		})
		e.running.Go(e.finish)
		e.running.Go(e.finishWithSavepoint)
	case <-e.ctx.Done():
	}
	<-e.ctx.Done()
	for _, in := range e.inbox {
		in.close()
	}
	e.await()
	dropped.tell()
	if cause := context.Cause(e.ctx); !errors.Is(cause, errFinished) {
		return cause
	}
	return nil
}

// await waits for all that runs to end. What is stuck is left behind after a while.
func (e *execution) await() {
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		defer e.removeState()
		e.running.Wait()
	}()
	timeout := time.NewTimer(e.job.options.CancellationTimeout)
	defer timeout.Stop()
	select {
	case <-ended:
	case <-timeout.C:
		var stuck []string
		for _, t := range e.tasks {
			if !t.ended.Load() {
				stuck = append(stuck, t.name())
			}
		}
		e.job.log.Error("Tasks of job "+e.job.title()+" do not end: they are left behind.", "tasks", stuck,
			"timeout", e.job.options.CancellationTimeout)
	}
}

// recoverSinks commits what the restored checkpoint prepared, and removes what attempts before left over.
func (e *execution) recoverSinks() error {
	for _, id := range slices.Sorted(maps.Keys(e.sinks)) {
		s := e.sinks[id]
		everything := batch.GroupRange{First: 0, Last: e.maxParallelism - 1}
		committables, err := operator.RestoredCommittables(e.restored.Of(id, everything))
		if err != nil {
			return fmt.Errorf("restore %s (operator %s): %w", s.node.Describe(), id, err)
		}
		if len(committables) > 0 {
			if err := s.sink.Commit(e.ctx, committables); err != nil {
				return fmt.Errorf("commit what %s had prepared: %w", s.node.Table.Display, err)
			}
		}
		if err := s.sink.Abort(e.ctx, committables); err != nil {
			return fmt.Errorf("clean up after earlier attempts of %s: %w", s.node.Table.Display, err)
		}
	}
	return nil
}

func (e *execution) runTask(t *task) {
	defer t.ended.Store(true)
	err := t.run(e.ctx, func() {
		if e.unopened.Add(-1) == 0 {
			close(e.allOpen)
		}
	})
	switch {
	case e.ctx.Err() == nil:
		t.enter(taskFailed, err)
		e.cancel(&taskError{t.name(), err})
	case errors.Is(context.Cause(e.ctx), errFinished):
		t.enter(taskFinished, nil)
		if err != nil && !errors.Is(err, errClosed) && !errors.Is(err, context.Canceled) {
			e.job.options.Logger.Warn("task did not end cleanly", "task", t.name(), "error", err)
		}
	default:
		t.enter(taskCanceled, nil)
	}
}

// drained tells that the input of a task has ended.
func (e *execution) drained() {
	if e.undrained.Add(-1) == 0 {
		close(e.allDrained)
	}
}

// held tells that a source has read all input that there was, where a savepoint is to be taken then.
func (e *execution) held() {
	if e.unheld.Add(-1) == 0 {
		close(e.allHeld)
	}
}

// finishWithSavepoint takes the savepoint for which all sources wait, which ends the attempt.
func (e *execution) finishWithSavepoint() {
	select {
	case <-e.ctx.Done():
		return
	case <-e.allHeld:
	}
	path, err := e.stop(e.ctx, e.job.options.SavepointAtEnd, false)
	if err != nil {
		e.cancel(fmt.Errorf("savepoint at the end of input: %w", err))
		return
	}
	e.job.log.Info("Job "+e.job.title()+" ends with a savepoint.", "path", path)
}

// finish takes the last checkpoint when all input was processed, which ends the attempt.
func (e *execution) finish() {
	select {
	case <-e.ctx.Done():
		return
	case <-e.allDrained:
	}
	e.mu.Lock()
	draining := e.draining
	e.mu.Unlock()
	if draining {
		return
	}
	if _, err := e.job.coordinator.Trigger(e.ctx, checkpoint.Final, ""); err != nil {
		e.cancel(fmt.Errorf("last checkpoint: %w", err))
	}
}

// stop takes a savepoint after which nothing is processed, which ends the attempt. With drain event time is brought to its end
// first.
func (e *execution) stop(ctx context.Context, dir string, drain bool) (string, error) {
	if drain {
		e.mu.Lock()
		e.draining = true
		e.mu.Unlock()
		for _, s := range e.source {
			s.tell(command{kind: endNow})
		}
		select {
		case <-e.allDrained:
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
	c, err := e.job.coordinator.Trigger(ctx, checkpoint.StopSavepoint, dir)
	switch {
	case err == nil:
	case drain:
		// There is nothing to go on with: event time is over.
		e.cancel(fmt.Errorf("stop with savepoint: %w", err))
	default:
		for _, s := range e.source {
			s.tell(command{kind: resume})
		}
	}
	return c.Path, err
}

// Count implements checkpoint.Tasks.
func (e *execution) Count() int { return len(e.tasks) }

// Operators implements checkpoint.Tasks.
func (e *execution) Operators() map[string]string { return e.job.operators }

// countingPatience is for how long Changed waits for tasks.
const countingPatience = time.Second

// Changed implements checkpoint.Tasks. An operator that cannot tell fails the checkpoint itself, and a task that is stuck counts for
// nothing.
func (e *execution) Changed() (n int) {
	counts := make(chan int, len(e.tasks))
	for _, t := range e.tasks {
		go func() {
			t.lock.Lock()
			defer t.lock.Unlock()
			changed, err := t.chain.changed()
			if err != nil {
				changed = 0
			}
			counts <- changed
		}()
	}
	patience := time.NewTimer(countingPatience)
	defer patience.Stop()
	for range e.tasks {
		select {
		case changed := <-counts:
			n += changed
		case <-patience.C:
			return n
		}
	}
	return n
}

// Trigger implements checkpoint.Tasks.
func (e *execution) Trigger(b checkpoint.Barrier) {
	for _, s := range e.source {
		s.tell(command{kind: sendBarrier, barrier: b})
	}
}

// Commit implements checkpoint.Tasks.
func (e *execution) Commit(ctx context.Context, b checkpoint.Barrier, committables map[string][][]byte) error {
	for _, id := range slices.Sorted(maps.Keys(committables)) {
		s := e.sinks[id]
		if err := s.sink.Commit(ctx, committables[id]); err != nil {
			return fmt.Errorf("%s: %w", s.node.Table.Display, err)
		}
		for _, o := range s.operators {
			o.Committed(b.ID)
		}
	}
	return nil
}

// store writes the state of a task, outside of it, and tells the coordinator.
func (e *execution) store(b checkpoint.Barrier, t checkpoint.TaskState) {
	e.running.Go(func() {
		file, err := checkpoint.Store(e.ctx, e.job.options.files(), b, t)
		if err != nil {
			e.job.coordinator.Decline(b.ID, err)
			return
		}
		e.job.coordinator.Acknowledge(b.ID, file, t.Committables)
	})
}
