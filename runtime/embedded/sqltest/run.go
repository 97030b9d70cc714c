package sqltest

import (
	"bytes"
	"context"
	"io"

	"github.com/penstock/penstock/runtime/embedded/compile"
	"github.com/penstock/penstock/runtime/embedded/connector/builtin"
	"github.com/penstock/penstock/runtime/embedded/job"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
)

// Options say how cases are run.
type Options struct {
	// Parallelism and BatchSize are those of the job; 0 means 1 and the engine's own.
	Parallelism, BatchSize int
	// Data is the folder that @DATA@ stands for.
	Data string
	// States, where it is set, is a folder for a savepoint at the end of the input, from which the case goes on to its end with
	// RestoredParallelism.
	States              string
	RestoredParallelism int
	// StateMemory is how many bytes of state may be in memory, and RestoredStateMemory the same after the savepoint; 0 is the engine's
	// own choice.
	StateMemory, RestoredStateMemory int64
	// Runner runs the scripts, in place of the embedded engine, by which BatchSize, States and what belongs to it do not count.
	Runner Runner
}

// Runner is another engine.
type Runner interface {
	// RunScript runs a script to the end of its input, with a number of subtasks; 0 for what the script says. What its print tables print goes to
	// out. The error says why it failed, and phase whether that was before it ran (validate) or while it did (run).
	RunScript(ctx context.Context, file script.File, parallelism int, out io.Writer) (phase string, err error)
}

// writers is how many subtasks print at once.
func (o Options) writers() int { return max(1, o.Parallelism, o.RestoredParallelism) }

// Phases in which a script fails: before it runs, and while it does.
const (
	PhaseValidate = "validate"
	PhaseRun      = "run"
)

// Result is what a script did.
type Result struct {
	// Changes are what its print tables printed, in order.
	Changes []Change
	// Err is why it failed, and Phase whether that was before it ran (validate) or while it did (run).
	Err   error
	Phase string

	writers int
}

// Run runs the case's script to the end of its input. The error says that the case itself cannot be read; what becomes of the
// script is the result.
func (c Case) Run(ctx context.Context, o Options) (Result, error) {
	file, err := c.script(o.Data)
	if err != nil {
		return Result{}, err
	}
	r := Result{writers: o.writers()}
	var out bytes.Buffer
	r.Phase, r.Err = c.run(ctx, file, o, &out)
	r.Changes = Changes(out.String())
	return r, nil
}

// run runs the script, and tells in which phase it failed.
func (c Case) run(ctx context.Context, file script.File, o Options, out io.Writer) (phase string, err error) {
	if o.Runner != nil {
		return o.Runner.RunScript(ctx, file, o.Parallelism, out)
	}
	plan, err := compile.Interactive([]script.File{file}, nil)
	if err == nil {
		err = compile.CheckRunnable(plan)
	}
	if err != nil {
		return PhaseValidate, err
	}
	options := job.Options{
		Name: c.Name, Parallelism: max(1, o.Parallelism), BatchSize: o.BatchSize, NoRestart: true,
		Stdout: out, Stderr: out, Registry: builtin.Registry(), SavepointAtEnd: o.States,
		StateMemory: o.StateMemory,
	}
	j, err := job.New(plan, options)
	if err != nil {
		return PhaseValidate, err
	}
	if err := j.Run(ctx); err != nil || o.States == "" {
		return PhaseRun, err
	}
	options.RestorePath = j.Checkpoints().LatestSavepoint.Path
	options.SavepointAtEnd, options.ReadAppended, options.Parallelism = "", true, o.RestoredParallelism
	options.StateMemory = o.RestoredStateMemory
	if j, err = job.New(plan, options); err != nil {
		return PhaseRun, err
	}
	return PhaseRun, j.Run(ctx)
}
