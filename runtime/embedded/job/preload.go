package job

import (
	"context"
	"fmt"
	"sync"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// compressed is by how much state is larger in memory than in files.
const compressed = 4

// Preload reads the keyed state in Options.RestorePath for a job of the plan, while another job still goes on from it. A job that is
// then made with what is returned as its Options.Preloaded, from a later snapshot of that other job, only reads what has
// changed since. So does another Preload: what was read belongs to the last one that it was given to.
func Preload(ctx context.Context, p *plan.Plan, options Options) (*checkpoint.Snapshot, error) {
	j, err := prepare(p, options)
	if err != nil {
		return nil, err
	}
	s, err := j.read(j.options.RestorePath)
	if err != nil {
		return nil, fmt.Errorf("preload: %w", err)
	}
	if s.Size()*compressed > j.stateMemory {
		return s, nil // most of it would have to lie on disk, of which the job makes its own
	}
	var reading sync.WaitGroup
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	for _, v := range j.graph.vertices {
		for subtask := range v.parallelism {
			groups := batch.GroupRangeOf(s.MaxParallelism, v.parallelism, subtask)
			reading.Go(func() {
				for _, step := range v.steps {
					if ctx.Err() != nil {
						return
					}
					if err := s.Preload(step.node.ID(), groups); err != nil {
						cancel(fmt.Errorf("preload %s (operator %s): %w", step.node.Describe(), step.node.ID(), err))
					}
				}
			})
		}
	}
	reading.Wait()
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	return s, nil
}
