package main

import (
	"context"
	"fmt"
	"math"
	"os"

	"github.com/penstock/penstock/runtime/embedded/heap"
	"github.com/penstock/penstock/runtime/embedded/job"
)

// checkpoints tells what checkpoints every second cost, in pairs of runs: jobs with no state, with that of windows, with some of each
// group, and with state that grows with nearly each event. A second is as much processor time as two cores have in one, whatever else
// the machine does meanwhile.
func checkpoints(ctx context.Context, o options) error {
	heap.Tune()
	dir, err := os.MkdirTemp("", "penstock-engine-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	logs := 0.0
	queries := []struct{ name, text string }{
		{"filter", someBids}, {"windows", hotItems}, {"groups", statistics}, {"last rows", lastBids},
	}
	fmt.Fprint(os.Stdout, "processor time that checkpoints every second cost (in parentheses how many in a run):")
	for _, q := range queries {
		cost, taken, err := checkpointed(ctx, o, dir, q.text)
		if err != nil {
			return fmt.Errorf("%s: %w", q.name, err)
		}
		fmt.Fprintf(os.Stdout, " %s %+.1f %% (%.1f),", q.name, 100*(cost-1), taken)
		logs += math.Log(cost)
	}
	fmt.Fprintf(os.Stdout, " geometric mean %+.1f %% (wanted: below 5 %%)\n", 100*(math.Exp(logs/float64(len(queries)))-1))
	return nil
}

// checkpointed is how many times as much processor time a job with checkpoints takes, in the median, and how many it takes.
func checkpointed(ctx context.Context, o options, dir, text string) (cost, taken float64, err error) {
	text = fmt.Sprintf(events, o.events, o.events/100, 2, false) + text
	var ratios []float64
	for range o.runs {
		without, err := runJob(ctx, text, job.Options{Parallelism: 2}, 0)
		if err != nil {
			return 0, 0, err
		}
		folder, err := os.MkdirTemp(dir, "")
		if err != nil {
			return 0, 0, err
		}
		with, err := runJob(ctx, text, job.Options{Parallelism: 2, CheckpointDir: folder}, o.interval)
		if err != nil {
			return 0, 0, err
		}
		if err := os.RemoveAll(folder); err != nil {
			return 0, 0, err
		}
		ratios = append(ratios, with.cpu.Seconds()/without.cpu.Seconds())
		taken += float64(with.checkpoints) / float64(o.runs)
	}
	return median(ratios), taken, nil
}
