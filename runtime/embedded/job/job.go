package job

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"sync"
	"time"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// Job runs a plan. Its methods may be called concurrently.
type Job struct {
	plan        *plan.Plan
	options     Options
	log         *slog.Logger
	timeZone    *time.Location
	idleTimeout time.Duration
	// stateMemory is how many bytes of state may be in memory.
	stateMemory int64
	graph       *graph
	operators   map[string]string
	coordinator *checkpoint.Coordinator
	figures     map[*vertex][]*figures
	// initial is what RestorePath had; only the first attempts without a checkpoint of their own want it.
	initial *checkpoint.Snapshot

	mu         sync.Mutex
	status     Status
	execution  *execution
	attempts   int
	exceptions []Exception
	started    bool
	// changes counts the changes of the state, and changed is closed at the next one.
	changes int64
	changed chan struct{}
	// cancelled is closed by Cancel.
	cancelled  chan struct{}
	cancelOnce sync.Once
}

// maxExceptions is how many failures are remembered, as Flink's web.exception-history-size has it.
const maxExceptions = 16

// The failures that callers tell apart.
var (
	// ErrNotRunning means that the job ended, or is between two attempts.
	ErrNotRunning = checkpoint.ErrNotRunning
	// ErrCanceled is what Run returns after Cancel.
	ErrCanceled = errors.New("the job was canceled")
)

// New prepares a job. It fails if the plan cannot be run, or if the state in Options.RestorePath does not fit it.
func New(p *plan.Plan, options Options) (*Job, error) {
	j, err := prepare(p, options)
	if err != nil {
		return nil, err
	}
	options = j.options
	for _, v := range j.graph.vertices {
		for range v.parallelism {
			j.figures[v] = append(j.figures[v], newFigures(len(v.steps)))
		}
	}
	if options.RestorePath != "" {
		if j.initial, err = j.read(options.RestorePath); err != nil {
			return nil, damaged(fmt.Errorf("restore: %w", err))
		}
		j.options.MaxParallelism = j.initial.MaxParallelism
	}
	j.coordinator, err = checkpoint.NewCoordinator(checkpoint.Config{
		Files: options.files(), Dir: options.CheckpointDir, JobID: options.JobID, Interval: options.CheckpointInterval,
		MinPause: options.MinPause, Timeout: options.CheckpointTimeout, TolerableFailures: options.TolerableFailures,
		Retained: options.RetainedCheckpoints, MaxParallelism: j.options.MaxParallelism,
		Logger: options.Logger.With("logger", checkpointLogger),
	})
	if err != nil {
		return nil, err
	}
	return j, nil
}

// prepare makes a job as far as that needs nothing but its plan.
func prepare(p *plan.Plan, options Options) (*Job, error) {
	options, err := options.withSettings(p.Config)
	if err != nil {
		return nil, err
	}
	if options, err = options.withDefaults(); err != nil {
		return nil, err
	}
	j := &Job{
		plan: p, options: options, cancelled: make(chan struct{}), changed: make(chan struct{}), figures: make(map[*vertex][]*figures),
		log: options.Logger.With("logger", executionLogger),
	}
	j.status.Entered = make(map[State]time.Time)
	j.enter(Initializing)
	if j.timeZone, err = p.Config.Location(); err != nil {
		return nil, fmt.Errorf("option table.local-time-zone: %w", err)
	}
	if j.idleTimeout, err = idleTimeoutOf(p.Config); err != nil {
		return nil, err
	}
	if err := j.withMemory(p.Config); err != nil {
		return nil, err
	}
	if j.graph, err = newGraph(p, options.Parallelism); err != nil {
		return nil, err
	}
	if j.operators, err = j.graph.operators(); err != nil {
		return nil, err
	}
	return j, nil
}

func randomID() string {
	var id [16]byte
	rand.Read(id[:])
	return hex.EncodeToString(id[:])
}

// read reads a snapshot and checks that it fits the job.
func (j *Job) read(path string) (*checkpoint.Snapshot, error) {
	s, err := checkpoint.Read(j.options.restoredFiles(path), path)
	if err != nil {
		return nil, err
	}
	s.Follow(j.options.Preloaded)
	return s, j.checkFit(s)
}

// checkFit checks that there are enough key groups, and that all state belongs to an operator of the job unless that may be otherwise.
func (j *Job) checkFit(s *checkpoint.Snapshot) error {
	if s.MaxParallelism < j.options.Parallelism {
		return fmt.Errorf("the state in %s has %d key groups, so that the parallelism cannot be %d",
			s.Path, s.MaxParallelism, j.options.Parallelism)
	}
	if j.options.AllowNonRestoredState {
		return nil
	}
	known := make(map[string]bool)
	for id := range j.operators {
		known[id] = true
	}
	return s.CheckOperators(known)
}

// ID is the job's id.
func (j *Job) ID() string { return j.options.JobID }

// Name is the job's name.
func (j *Job) Name() string { return j.options.Name }

// Run runs the job until it ends. It returns nil if the job has finished, ErrCanceled after Cancel (or the context's error),
// and otherwise why the job failed. It is called once.
func (j *Job) Run(ctx context.Context) error {
	j.mu.Lock()
	if j.started {
		j.mu.Unlock()
		return errors.New("the job was run already")
	}
	j.started = true
	j.mu.Unlock()
	j.enter(Created)
	if err := j.removeOldState(); err != nil {
		j.enter(Failed)
		return err
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	go func() {
		select {
		case <-j.cancelled:
			stop(errCancelled)
		case <-ctx.Done():
		}
	}()
	for {
		err := j.attempt(ctx)
		switch {
		case err == nil:
			j.enter(Finished)
			return nil
		case ctx.Err() != nil:
			j.enter(Canceled)
			if errors.Is(context.Cause(ctx), errCancelled) {
				return ErrCanceled
			}
			return ctx.Err()
		}
		j.failed(err)
		if j.options.NoRestart {
			j.enter(Failed)
			return err
		}
		j.log.Error("Job "+j.title()+" is restarted after a failure.", "error", err, "delay", j.options.RestartDelay)
		j.enter(Restarting)
		timer := time.NewTimer(j.options.RestartDelay)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
		}
	}
}

// attempt runs the job once, from the newest state there is.
func (j *Job) attempt(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	snapshot := j.initial
	if newest := j.coordinator.Newest(); newest != "" {
		var err error
		if snapshot, err = j.read(newest); errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("restore: %w; the job goes on when it is there again: bring it back, or stop the application by force "+
				"and start it from a snapshot, to process again what came after that", err)
		}
		if err != nil {
			return fmt.Errorf("restore: %w", err)
		}
	}
	j.mu.Lock()
	number := j.attempts
	j.attempts++
	j.mu.Unlock()
	e, err := j.newExecution(ctx, number, snapshot)
	if err != nil {
		return err
	}
	if snapshot != nil {
		j.coordinator.Restored(&snapshot.Metadata, snapshot.Path, j.options.Clock())
		j.log.Info("Job "+j.title()+" is restored from a checkpoint or savepoint.", "id", snapshot.ID, "path", snapshot.Path)
	}
	j.mu.Lock()
	j.execution = e
	j.mu.Unlock()
	return e.run(func() { j.enter(Running) })
}

// failed adds to the history of failures.
func (j *Job) failed(err error) {
	x := Exception{Name: "JobException", Message: err.Error(), At: j.options.Clock()}
	if t := (*taskError)(nil); errors.As(err, &t) {
		x.Name, x.Task, x.Message = "TaskException", t.task, t.err.Error()
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.exceptions = append([]Exception{x}, j.exceptions...)
	if len(j.exceptions) > maxExceptions {
		j.exceptions = j.exceptions[:maxExceptions]
	}
}

func (j *Job) enter(s State) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.status.State == Cancelling && !s.Terminal() {
		return
	}
	j.move(s)
}

// Status is the state of the job.
func (j *Job) Status() Status {
	j.mu.Lock()
	defer j.mu.Unlock()
	return Status{State: j.status.State, Entered: maps.Clone(j.status.Entered)}
}

// Changes is how often the state of the job has changed, and a channel that is closed at the next change.
func (j *Job) Changes() (count int64, next <-chan struct{}) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.changes, j.changed
}

// Cancel asks the job to end without a savepoint and returns at once.
func (j *Job) Cancel() {
	j.mu.Lock()
	if !j.status.State.Terminal() && j.status.State != Cancelling {
		j.move(Cancelling)
	}
	j.mu.Unlock()
	j.cancelOnce.Do(func() { close(j.cancelled) })
}
