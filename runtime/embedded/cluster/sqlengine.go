package cluster

import (
	"context"
	"errors"
	"io/fs"
	"math"
	"time"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/compile"
	"github.com/penstock/penstock/runtime/embedded/connector/builtin"
	"github.com/penstock/penstock/runtime/embedded/job"
	"github.com/penstock/penstock/runtime/embedded/rest"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
)

// NewEngine is the engine of Flink SQL.
func NewEngine() Engine { return sqlEngine{} }

type sqlEngine struct{}

// Compile compiles the scripts.
func (sqlEngine) Compile(_ context.Context, a Assignment) (Program, error) {
	files := make([]script.File, len(a.Spec.Scripts))
	for i, name := range a.Spec.Scripts {
		files[i] = script.File{Name: name, Text: a.Scripts[name]}
	}
	p, err := compile.Compile(files, a.Spec.Properties)
	if err == nil {
		err = compile.CheckRunnable(p)
	}
	var wrong *script.Error
	if errors.As(err, &wrong) {
		return nil, &ScriptError{wrong}
	}
	return &sqlProgram{plan: p}, err
}

type sqlProgram struct {
	plan      *plan.Plan
	preloaded preloaded
}

// NewJob makes the job.
func (p *sqlProgram) NewJob(_ context.Context, o JobOptions) (Job, error) {
	options := o.forJob()
	options.Preloaded = p.preloaded.take()
	j, err := job.New(p.plan, options)
	if err != nil {
		return nil, &rest.RefusedError{Err: err}
	}
	return sqlJob{j}, nil
}

// CheckRestore reads the state and compares.
func (p *sqlProgram) CheckRestore(ctx context.Context, o JobOptions) error {
	err := job.CheckRestore(ctx, p.plan, o.forJob())
	if err != nil {
		// A checkpoint may have been replaced by a newer one while it was read.
		return &rest.RefusedError{Err: err, Conflict: errors.Is(err, fs.ErrNotExist)}
	}
	return nil
}

func (o JobOptions) forJob() job.Options {
	return job.Options{
		JobID: o.JobID, Name: o.Name, Lineage: o.Lineage, Parallelism: o.Parallelism, MaxParallelism: o.MaxParallelism,
		CheckpointInterval: o.CheckpointInterval, MinPause: o.MinPause, RestartDelay: o.RestartDelay,
		// A job that failed because its checkpoint cannot be written would only do its work again, as often as it takes.
		TolerableFailures: math.MaxInt,
		CheckpointDir:     o.CheckpointDir, StateDir: o.StateDir, RestorePath: o.RestorePath, AllowNonRestoredState: o.AllowNonRestoredState,
		MetadataDigest: o.MetadataDigest,
		Storage:        o.Storage, Keys: o.Keys, Owner: o.Owner, TakesClear: o.TakesClear,
		Stdout: o.Stdout, Stderr: o.Stderr, Logger: o.Logger, Registry: builtin.Registry(),
	}
}

// sqlJob tells of a job in the words of the REST API.
type sqlJob struct{ *job.Job }

func (j sqlJob) Status() rest.Status {
	s := j.Job.Status()
	out := rest.Status{State: string(s.State), Entered: make(map[string]time.Time, len(s.Entered))}
	for state, at := range s.Entered {
		out.Entered[string(state)] = at
	}
	return out
}

func (j sqlJob) Settings() rest.Settings { return rest.Settings(j.Job.Settings()) }

func (j sqlJob) Vitals() rest.Vitals { return rest.Vitals(j.Job.Vitals()) }

func (j sqlJob) Vertices() []rest.Vertex {
	vertices := j.Job.Vertices()
	out := make([]rest.Vertex, len(vertices))
	for i, v := range vertices {
		out[i] = rest.Vertex{
			ID: v.ID, Name: v.Name, Parallelism: v.Parallelism, MaxParallelism: v.MaxParallelism, Started: v.Started, Ended: v.Ended,
		}
		for _, o := range v.Operators {
			out[i].Operators = append(out[i].Operators, rest.Operator(o))
		}
		for _, t := range v.Subtasks {
			out[i].Subtasks = append(out[i].Subtasks, subtask(t))
		}
	}
	return out
}

func subtask(t job.Subtask) rest.Subtask {
	out := rest.Subtask{
		State: t.State, Entered: t.Entered, Attempt: t.Attempt, Watermark: t.Watermark, Metrics: t.Metrics,
		ReadRecords: t.ReadRecords, WriteRecords: t.WriteRecords, ReadBytes: t.ReadBytes, WriteBytes: t.WriteBytes,
		Busy: t.Busy, Idle: t.Idle, Backpressured: t.Backpressured,
	}
	for _, o := range t.Operators {
		out.Operators = append(out.Operators, rest.OperatorFigures(o))
	}
	return out
}

func (j sqlJob) Exceptions() []rest.Exception {
	exceptions := j.Job.Exceptions()
	out := make([]rest.Exception, len(exceptions))
	for i, e := range exceptions {
		out[i] = rest.Exception(e)
	}
	return out
}

func (j sqlJob) Checkpoints() rest.Checkpoints {
	s := j.Job.Checkpoints()
	out := rest.Checkpoints{
		Restored: s.Restored, Total: s.Total, InProgress: s.InProgress, Completed: s.Completed, Failed: s.Failed,
		LatestCompleted: checkpointOf(s.LatestCompleted), LatestSavepoint: checkpointOf(s.LatestSavepoint),
		LatestFailed: checkpointOf(s.LatestFailed), Restore: (*rest.Restore)(s.Restore),
		History: make([]rest.Checkpoint, len(s.History)),
	}
	for i := range s.History {
		out.History[i] = *checkpointOf(&s.History[i])
	}
	return out
}

func checkpointOf(c *checkpoint.Checkpoint) *rest.Checkpoint {
	if c == nil {
		return nil
	}
	out := &rest.Checkpoint{
		ID: c.ID, Status: c.Status, Savepoint: c.Savepoint, Triggered: c.Triggered, Acknowledged: c.Acknowledged,
		StateSize: c.StateSize, Written: c.Written, Subtasks: c.Subtasks, Path: c.Path, Discarded: c.Discarded, Failure: c.Failure,
	}
	for _, a := range c.Acknowledgements {
		out.Acknowledgements = append(out.Acknowledgements, rest.Acknowledgement(a))
	}
	return out
}
