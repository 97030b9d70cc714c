package main

import (
	"context"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/penstock/penstock/lifecycle/reconciler"
	"github.com/penstock/penstock/logs/cloudwatch"
	"github.com/penstock/penstock/logs/collector"
	"github.com/penstock/penstock/runtime/driver"
)

// logOptions are the flags of serve about applications' logs.
type logOptions struct {
	keepAge time.Duration
	keepMiB int
}

// makeLogs makes what brings logs into the store, and on to CloudWatch Logs.
func (cp *controlPlane) makeLogs(clusters driver.Driver, owner string, metrics prometheus.Registerer, logger *slog.Logger) (
	*collector.Collector, error,
) {
	collecting, err := collector.New(collector.Config{
		Store: cp.store, Driver: clusters, Logger: logger, Metrics: metrics, KeepAge: cp.logs.keepAge, KeepBytes: int64(cp.logs.keepMiB) << 20,
		Changes: cp.events.Follow(),
		Targets: func(ctx context.Context, applicationIDs []int64) ([]collector.Target, error) {
			found, err := reconciler.Clusters(ctx, cp.store, clusters, applicationIDs)
			targets := make([]collector.Target, len(found))
			for i, c := range found {
				targets[i] = collector.Target(c)
			}
			return targets, err
		},
	})
	if err != nil {
		return nil, err
	}
	delivering, err := cloudwatch.New(cloudwatch.Config{Store: cp.store, Owner: owner, Logger: logger, Metrics: metrics})
	if err != nil {
		return nil, err
	}
	cp.background = append(cp.background, collecting.Run, delivering.Run)
	return collecting, nil
}
