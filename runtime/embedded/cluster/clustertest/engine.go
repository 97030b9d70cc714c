// Package clustertest has an engine without SQL, for tests of what is around the engine: processes, REST, drivers.
package clustertest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/penstock/penstock/runtime/embedded/cluster"
	"github.com/penstock/penstock/runtime/embedded/rest"
)

// Engine takes scripts whose text says what happens:
//
//	broken …   does not compile
//	anything   a job that runs until it is stopped, counting checkpoints
//
// A savepoint is a directory with an empty _metadata file.
type Engine struct{}

// Compile looks at the scripts.
func (Engine) Compile(_ context.Context, a cluster.Assignment) (cluster.Program, error) {
	for _, script := range a.Spec.Scripts {
		if strings.HasPrefix(a.Scripts[script], "broken") {
			return nil, &cluster.ScriptError{Err: fmt.Errorf("%s:1:1: broken", script)}
		}
	}
	return program{}, nil
}

type program struct{}

// NewJob makes a job. A RestorePath that does not exist is refused.
func (program) NewJob(_ context.Context, o cluster.JobOptions) (cluster.Job, error) {
	if o.RestorePath != "" {
		if err := checkRestore(o); err != nil {
			return nil, err
		}
	}
	return NewJob(o), nil
}

// CheckRestore finds that everything fits that exists.
func (program) CheckRestore(_ context.Context, o cluster.JobOptions) error { return checkRestore(o) }

// Preload finds nothing to read.
func (program) Preload(_ context.Context, o cluster.JobOptions) (int, error) {
	return 0, checkRestore(o)
}

func checkRestore(o cluster.JobOptions) error {
	if _, err := os.Stat(filepath.Join(o.RestorePath, "_metadata")); err != nil {
		return &rest.RefusedError{Err: err}
	}
	return nil
}

// Job is a job that does nothing.
type Job struct {
	options cluster.JobOptions
	// stop takes the state to end in.
	stop chan string

	mu          sync.Mutex
	state       string
	entered     map[string]time.Time
	checkpoints []rest.Checkpoint
	changes     int64
	changed     chan struct{}
}

// NewJob makes a job outside of a cluster.
func NewJob(o cluster.JobOptions) *Job {
	j := &Job{options: o, stop: make(chan string, 1), changed: make(chan struct{})}
	j.enter("INITIALIZING")
	return j
}

var errNotRunning = errors.New("the job is not running")

func (j *Job) enter(state string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.entered == nil {
		j.entered = make(map[string]time.Time)
	}
	j.state, j.entered[state] = state, time.Now()
	j.changes++
	close(j.changed)
	j.changed = make(chan struct{})
}

// Changes counts the changes of the state.
func (j *Job) Changes() (int64, <-chan struct{}) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.changes, j.changed
}

// Run waits for the end.
func (j *Job) Run(ctx context.Context) error {
	j.enter("RUNNING")
	if _, err := fmt.Fprintln(j.options.Stdout, "+I[running]"); err != nil {
		return err
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case state := <-j.stop:
		j.enter(state)
		return nil
	}
}

// ID is the job's id.
func (j *Job) ID() string { return j.options.JobID }

// Name is the job's name.
func (j *Job) Name() string { return j.options.Name }

// Status is the state with its times.
func (j *Job) Status() rest.Status {
	j.mu.Lock()
	defer j.mu.Unlock()
	entered := make(map[string]time.Time, len(j.entered))
	for state, at := range j.entered {
		entered[state] = at
	}
	return rest.Status{State: j.state, Entered: entered}
}

// Plan is a plan of one node.
func (j *Job) Plan() json.RawMessage {
	return json.RawMessage(fmt.Sprintf(`{"jid":%q,"name":%q,"type":"STREAMING","nodes":[{"id":"v"}]}`, j.ID(), j.Name()))
}

// Vertices is one vertex, whose tasks have the state that the job's implies.
func (j *Job) Vertices() []rest.Vertex {
	state := map[string]string{"RUNNING": "RUNNING", "FINISHED": "FINISHED", "CANCELED": "CANCELED"}[j.Status().State]
	if state == "" {
		state = "CREATED"
	}
	v := rest.Vertex{ID: "v", Name: "Nothing", Parallelism: j.options.Parallelism, MaxParallelism: j.options.MaxParallelism}
	v.Operators = []rest.Operator{{ID: "o", Name: "Nothing: at all[1]"}}
	for i := range j.options.Parallelism {
		v.Subtasks = append(v.Subtasks, rest.Subtask{
			State: state, Watermark: int64(1000 * i), WriteRecords: int64(i), WriteBytes: int64(10 * i), Busy: time.Second, Idle: 3 * time.Second,
			Metrics:   map[string]string{"numRecordsOut": strconv.Itoa(i)},
			Operators: []rest.OperatorFigures{{RecordsIn: 7, RecordsOut: int64(i), InputWatermark: 5, OutputWatermark: 4, StateSize: 100}},
		})
	}
	return []rest.Vertex{v}
}

// Checkpoints are the statistics.
func (j *Job) Checkpoints() rest.Checkpoints {
	j.mu.Lock()
	defer j.mu.Unlock()
	c := rest.Checkpoints{Total: len(j.checkpoints), Completed: len(j.checkpoints)}
	for i := range j.checkpoints {
		cp := j.checkpoints[i]
		c.History = append([]rest.Checkpoint{cp}, c.History...)
		if cp.Savepoint {
			c.LatestSavepoint = &cp
		} else {
			c.LatestCompleted = &cp
		}
	}
	if j.options.RestorePath != "" {
		c.Restored = 1
		c.Restore = &rest.Restore{ID: 1, At: j.entered["INITIALIZING"], Savepoint: true, Path: j.options.RestorePath}
	}
	return c
}

// Exceptions is one failure for each job, long ago.
func (j *Job) Exceptions() []rest.Exception {
	return []rest.Exception{{Name: "Boom", Message: "Boom: it failed\ncaused by nothing", Task: "Nothing (1/1)", At: time.UnixMilli(1)}}
}

// Metrics is fullRestarts.
func (j *Job) Metrics() map[string]string {
	return map[string]string{"fullRestarts": "1", "uptime": "5"}
}

// Settings are what the job was made with.
func (j *Job) Settings() rest.Settings {
	return rest.Settings{
		Parallelism: j.options.Parallelism, MaxParallelism: j.options.MaxParallelism,
		CheckpointInterval: j.options.CheckpointInterval, MinPause: j.options.MinPause,
	}
}

// Vitals are different numbers.
func (j *Job) Vitals() rest.Vitals {
	return rest.Vitals{
		Restarts: 1, RecordsIn: 2, RecordsOut: 3, Busy: 4, Idle: 5, Backpressured: 6, Pending: 7, Watermark: 8, Completed: 9, Failed: 10,
		LastCompleted: time.UnixMilli(11), Newest: 12,
	}
}

// TriggerCheckpoint writes <CheckpointDir>/chk-<n>.
func (j *Job) TriggerCheckpoint(context.Context) (int64, error) {
	return j.checkpoint(false, func(n int64) string {
		return filepath.Join(j.options.CheckpointDir, fmt.Sprintf("chk-%d", n))
	})
}

// Savepoint writes <dir>/savepoint-<n>.
func (j *Job) Savepoint(_ context.Context, dir string) (string, error) {
	var path string
	_, err := j.checkpoint(true, func(n int64) string {
		path = filepath.Join(dir, fmt.Sprintf("savepoint-%d", n))
		return path
	})
	return path, err
}

func (j *Job) checkpoint(savepoint bool, path func(n int64) string) (int64, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.state != "RUNNING" {
		return 0, errNotRunning
	}
	n := int64(len(j.checkpoints) + 1)
	dir := path(n)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return 0, err
	}
	if err := os.WriteFile(filepath.Join(dir, "_metadata"), nil, 0o600); err != nil {
		return 0, err
	}
	now := time.Now()
	j.checkpoints = append(j.checkpoints, rest.Checkpoint{
		ID: n, Status: "COMPLETED", Savepoint: savepoint, Triggered: now, Acknowledged: now, Subtasks: 1, Path: dir, StateSize: 30, Written: 10,
		Acknowledgements: []rest.Acknowledgement{{Vertex: "v", At: now.Add(20 * time.Millisecond), Written: 10, StateSize: 30}},
	})
	return n, nil
}

// StopWithSavepoint takes a savepoint and finishes.
func (j *Job) StopWithSavepoint(ctx context.Context, dir string, _ bool) (string, error) {
	path, err := j.Savepoint(ctx, dir)
	if err == nil {
		j.end("FINISHED")
	}
	return path, err
}

// Cancel ends the job.
func (j *Job) Cancel() { j.end("CANCELED") }

func (j *Job) end(state string) {
	select {
	case j.stop <- state:
	default: // it is ending already
	}
}
