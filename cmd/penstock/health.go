package main

import (
	"errors"

	"github.com/spf13/pflag"

	"github.com/penstock/penstock/lifecycle/health"
)

// healthOptions are the flags of serve that say when a job is not healthy.
type healthOptions struct{ thresholds health.Thresholds }

func (o *healthOptions) register(f *pflag.FlagSet) {
	o.thresholds = health.DefaultThresholds()
	t := &o.thresholds
	f.DurationVar(&t.Settle, "health-settle", t.Settle, "how long a job that failed has to run to be healthy again, times the failures of the last 10 minutes")
	f.DurationVar(&t.Stall, "health-stall", t.Stall, "how long a job that has something to do may do nothing, or its cluster not answer, before it is stalled")
	f.DurationVar(&t.Checkpoint, "health-checkpoint", t.Checkpoint, "how long no checkpoint may complete, and at least 5 of their intervals, before a job is stalled")
	f.DurationVar(&t.Pile, "health-pile", t.Pile, "how long input has to pile up, or event time to fall behind, before a job is behind")
	f.DurationVar(&t.Behind, "health-behind", t.Behind, "how far behind a job is then at least")
}

func (o *healthOptions) check() error {
	if t := o.thresholds; min(t.Settle, t.Stall, t.Checkpoint, t.Pile, t.Behind) <= 0 {
		return errors.New("--health-settle, --health-stall, --health-checkpoint, --health-pile and --health-behind must be more than nothing")
	}
	return nil
}
