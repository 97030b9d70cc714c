package main

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/penstock/penstock/access/audit"
	"github.com/penstock/penstock/codestore"
	"github.com/penstock/penstock/kms/builtin"
	"github.com/penstock/penstock/lifecycle/autoscale"
	"github.com/penstock/penstock/lifecycle/autoscaler"
	"github.com/penstock/penstock/lifecycle/maintainer"
	"github.com/penstock/penstock/lifecycle/reconciler"
	"github.com/penstock/penstock/lifecycle/retention"
	"github.com/penstock/penstock/lifecycle/usage"
	"github.com/penstock/penstock/logs/cloudwatch"
	"github.com/penstock/penstock/logs/collector"
	"github.com/penstock/penstock/runtime/durable"
	"github.com/penstock/penstock/store"
)

// plane is one control plane. It has connections of its own, as a process of its own would.
type plane struct {
	store  *store.Store
	killed atomic.Bool
	stop   context.CancelFunc
	ended  chan struct{}
}

var errKilled = errors.New("killed")

// startPlane starts a control plane with all that it does by itself, as the server has it.
func (f *fleet) startPlane(ctx context.Context, name string, logger *slog.Logger) error {
	s, err := store.Open(ctx, f.database.URL()+poolSize)
	if err != nil {
		return err
	}
	p := &plane{store: s, ended: make(chan struct{})}
	metrics := prometheus.NewRegistry()
	work, err := f.background(s, name, p, metrics, logger)
	if err != nil {
		return err
	}
	ctx, p.stop = context.WithCancel(context.WithoutCancel(ctx))
	go func() {
		defer close(p.ended)
		defer s.Close()
		var all sync.WaitGroup
		for _, do := range work {
			all.Go(func() { do(ctx) })
		}
		all.Go(func() { scrape(ctx, metrics) })
		all.Wait()
	}()
	f.planes = append(f.planes, p)
	f.atClose(func() {
		p.stop()
		<-p.ended
	})
	return nil
}

// background is what a control plane does beside answering requests.
func (f *fleet) background(s *store.Store, name string, p *plane, metrics prometheus.Registerer, logger *slog.Logger) ([]func(context.Context), error) {
	clusters, code, events := f.world.Driver().Of("bench"), f.code(s), s.NewEventHub(logger)
	storage, err := durable.NewDirectory(filepath.Join(f.dir, "applications"))
	if err != nil {
		return nil, err
	}
	collecting, err := collector.New(collector.Config{
		Store: s, Driver: clusters, Metrics: metrics, Logger: logger, Changes: events.Follow(),
		Targets: func(ctx context.Context, applicationIDs []int64) ([]collector.Target, error) {
			found, err := reconciler.Clusters(ctx, s, clusters, applicationIDs)
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
	delivering, err := cloudwatch.New(cloudwatch.Config{Store: s, Owner: name, Logger: logger, Metrics: metrics})
	if err != nil {
		return nil, err
	}
	scaling, err := autoscaler.New(autoscaler.Config{Store: s, Policy: autoscale.DefaultPolicy(), Logger: logger, Metrics: metrics})
	if err != nil {
		return nil, err
	}
	r, err := reconciler.New(reconciler.Config{
		Store: s, Code: code, Driver: clusters, Storage: storage, Owner: name, Now: s.Now, Logger: logger, Metrics: metrics, Logs: collecting,
		Vitals: []reconciler.VitalsConsumer{scaling},
		Signals: reconciler.TestSignals{Point: func(string) error {
			if p.killed.Load() {
				return errKilled
			}
			return nil
		}},
	})
	if err != nil {
		return nil, err
	}
	if err := metrics.Register(usage.NewCollector(s)); err != nil {
		return nil, err
	}
	return []func(context.Context){
		r.Run, events.Run, collecting.Run, delivering.Run,
		codestore.NewKeeper(code, logger).Run, builtin.NewKeeper(builtin.New(s, f.key), logger).Run,
		maintainer.New(maintainer.Config{Store: s, Builds: clusters.Builds(), Now: s.Now, Logger: logger}).Run,
		retention.New(retention.Config{Store: s, Now: s.Now, Logger: logger}).Run,
		audit.New(s, 90*24*time.Hour, logger).Run,
	}, nil
}

// scrapeInterval is Prometheus' own default.
const scrapeInterval = 15 * time.Second

// scrape reads the metrics now and then, as Prometheus does.
func scrape(ctx context.Context, metrics prometheus.Gatherer) {
	for sleep(ctx, scrapeInterval) == nil {
		_, _ = metrics.Gather() // nobody reads them
	}
}
