package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"runtime"
	"time"

	"github.com/penstock/penstock/runtime/embedded/heap"
	"github.com/penstock/penstock/runtime/embedded/job"
)

// scaling tells how much faster a job is on two cores, with parallelism 2, than on one with parallelism 1.
func scaling(ctx context.Context, o options) error {
	heap.Tune()
	var ratios []float64
	least := [2]time.Duration{math.MaxInt64, math.MaxInt64}
	for range o.runs {
		one, err := on(ctx, o, 1)
		if err != nil {
			return err
		}
		two, err := on(ctx, o, 2)
		if err != nil {
			return err
		}
		ratios = append(ratios, one.wall.Seconds()/two.wall.Seconds())
		least[0], least[1] = min(least[0], one.cpu), min(least[1], two.cpu)
	}
	cost := least[1].Seconds() / least[0].Seconds()
	fmt.Fprintf(os.Stdout, "two cores next to one: %.2f times as fast, median of %d pairs (wanted: at least 1.8); %.2f s of processor time instead of %.2f s, so %.2f times at most\n",
		median(ratios), o.runs, least[1].Seconds(), least[0].Seconds(), 2/cost)
	return nil
}

func on(ctx context.Context, o options, cores int) (cost, error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
	return runJob(ctx, fmt.Sprintf(events, o.events, o.events/100, cores, false)+lastBids, job.Options{Parallelism: cores}, 0)
}
