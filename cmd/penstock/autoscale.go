package main

import (
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/spf13/pflag"

	"github.com/penstock/penstock/lifecycle/autoscale"
	"github.com/penstock/penstock/lifecycle/autoscaler"
)

// scaleOptions are the flags of serve about autoscaling and about the samples that it goes by.
type scaleOptions struct {
	policy         autoscale.Policy
	sampleInterval time.Duration
}

func (o *scaleOptions) register(f *pflag.FlagSet) {
	d := autoscale.DefaultPolicy()
	f.Float64Var(&o.policy.UpPercent, "autoscale-up-percent", d.UpPercent, "the share of its cores that a job has to use to be scaled up, in percent")
	f.DurationVar(&o.policy.UpFor, "autoscale-up-after", d.UpFor, "for how long it has to")
	f.Float64Var(&o.policy.DownPercent, "autoscale-down-percent", d.DownPercent, "the share of its cores below which a job is scaled down, in percent")
	f.DurationVar(&o.policy.DownFor, "autoscale-down-after", d.DownFor, "for how long it has to be below")
	f.DurationVar(&o.sampleInterval, "sample-interval", 30*time.Second, "how often it is read how running jobs get on")
}

func (o *scaleOptions) check() error {
	if o.sampleInterval <= 0 {
		return errors.New("--sample-interval must be more than nothing")
	}
	if err := o.policy.Check(); err != nil {
		return fmt.Errorf("--autoscale-up-percent, --autoscale-up-after, --autoscale-down-percent and --autoscale-down-after: %w", err)
	}
	return nil
}

// makeAutoscaler makes what scales applications by the samples of their jobs.
func (cp *controlPlane) makeAutoscaler(o serveOptions, metrics prometheus.Registerer, logger *slog.Logger) (*autoscaler.Autoscaler, error) {
	return autoscaler.New(autoscaler.Config{
		Store: cp.store, Policy: o.scale.policy, MaxKPUs: o.quotas.KPUs, Now: cp.store.Now, Logger: logger, Metrics: metrics,
	})
}
