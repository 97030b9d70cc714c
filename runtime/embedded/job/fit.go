package job

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/operator"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// CheckRestore tells whether a job of the plan could go on from the state in Options.RestorePath: its key groups, the operators that
// it belongs to, and the types that it was written with. Nothing is run, and neither sources nor sinks are touched, so it can be
// asked while the job that wrote the state goes on.
func CheckRestore(ctx context.Context, p *plan.Plan, options Options) error {
	j, err := prepare(p, options)
	if err != nil {
		return err
	}
	outline, err := checkpoint.Outline(j.options.restoredFiles(j.options.RestorePath), j.options.RestorePath)
	if err != nil {
		return damaged(fmt.Errorf("restore: %w", err))
	}
	if err := j.checkFit(outline); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	for _, v := range j.graph.vertices {
		for _, s := range v.steps {
			if err := j.checkState(ctx, s.node, outline); err != nil {
				return fmt.Errorf("restore %s (operator %s): %w", s.node.Describe(), s.node.ID(), err)
			}
		}
	}
	return j.verify(ctx, outline)
}

// verifyPatience bounds how long a savepoint is read only to see whether it is whole.
const verifyPatience = 20 * time.Second

// verify reads all of a savepoint, which is what the job will be given, while whatever it replaces still runs. A checkpoint only stands
// for a savepoint that is not there yet. What takes too long is read when it is restored, as always.
func (j *Job) verify(ctx context.Context, outline *checkpoint.Snapshot) error {
	if !outline.Savepoint {
		return nil
	}
	patient, cancel := context.WithTimeout(ctx, verifyPatience)
	defer cancel()
	files, err := checkpoint.Verify(patient, j.options.restoredFiles(j.options.RestorePath), j.options.RestorePath)
	if err != nil && patient.Err() != nil && ctx.Err() == nil {
		j.options.Logger.Info("a savepoint is so large that it is read when it is restored, and not before", "path", j.options.RestorePath, "verified", files)
		return nil
	}
	if err != nil {
		return fmt.Errorf("the snapshot cannot be restored: %w. %s", err, anotherSnapshot)
	}
	return nil
}

// anotherSnapshot is what to do about one that cannot be restored.
const anotherSnapshot = "Restore another one, or import this one again from an archive"

// damaged adds what to do to an error of restoring, where what is restored is not as it was written.
func damaged(err error) error {
	if errors.Is(err, checkpoint.ErrDamaged) || errors.Is(err, checkpoint.ErrReplaced) {
		return fmt.Errorf("%w. %s", err, anotherSnapshot)
	}
	return err
}

// checkState lets the operator of a node take its state.
func (j *Job) checkState(ctx context.Context, n plan.Node, outline *checkpoint.Snapshot) error {
	switch n.(type) {
	case *plan.Sink, *plan.LookupJoin: // what they would open is outside, and the latter has no state
		return nil
	}
	if isSource(n) {
		return nil
	}
	o, err := j.newOperator(n)
	if err != nil {
		return err
	}
	groups := batch.GroupRangeOf(outline.MaxParallelism, 1, 0)
	err = o.Open(&operator.Context{
		Context: ctx, JobID: j.options.JobID, Operator: n.ID(), Parallelism: 1, MaxParallelism: outline.MaxParallelism, Groups: groups,
		Restored: outline.Of(n.ID(), groups), TimeZone: j.timeZone, Clock: j.options.Clock, Stdout: j.options.Stdout,
		Stderr: j.options.Stderr, Logger: slog.New(slog.DiscardHandler), Figures: &operator.Figures{},
	}, fanout(nil))
	return errors.Join(err, o.Close())
}
