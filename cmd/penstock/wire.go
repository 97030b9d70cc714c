package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"github.com/penstock/penstock"
	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cmd/penstock/buildinfo"
	"github.com/penstock/penstock/cmd/penstock/datadir"
	"github.com/penstock/penstock/codestore"
	"github.com/penstock/penstock/kms/builtin"
	"github.com/penstock/penstock/kms/datakeys"
	"github.com/penstock/penstock/kms/rootkey"
	"github.com/penstock/penstock/lifecycle/keywatch"
	"github.com/penstock/penstock/lifecycle/maintainer"
	"github.com/penstock/penstock/lifecycle/reconciler"
	"github.com/penstock/penstock/lifecycle/usage"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/embedded/compile"
	"github.com/penstock/penstock/runtime/embeddedengine"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/postgres"
)

// controlPlane is every part of the control plane, made and connected.
type controlPlane struct {
	// root is the first credential; rootIsNew tells that this start made it.
	root       store.Credential
	rootIsNew  bool
	store      *store.Store
	events     *store.EventHub
	handler    model.Handler
	api        http.Handler
	reconciler *reconciler.Reconciler
	clusters   driver.Driver
	dataKeys   *datakeys.Keeper
	storage    stateStorage
	// builds are those of the engines that clusters are started with.
	builds []string
	logs   logOptions
	// background is what works beside the API for as long as the server runs.
	background []func(ctx context.Context)

	closers []func() error
}

// newControlPlane makes the parts. Nothing works for applications until the reconciler is run.
func newControlPlane(ctx context.Context, o serveOptions, dir *datadir.Dir, logger *slog.Logger) (cp *controlPlane, err error) {
	cp = &controlPlane{logs: o.logs}
	defer func() {
		if err != nil {
			err = errors.Join(err, cp.close())
		}
	}()
	if err := cp.openStore(ctx, o, dir, logger); err != nil {
		return cp, err
	}
	cp.events = cp.store.NewEventHub(logger)
	cp.background = append(cp.background, cp.events.Run)
	keyset, err := openRootKey(ctx, o, dir)
	if err != nil {
		return cp, err
	}
	owner, err := ownName()
	if err != nil {
		return cp, err
	}
	if err := cp.keepRootKey(ctx, keyset, owner, logger); err != nil {
		return cp, err
	}
	credentials := store.NewCredentials(cp.store, keyset)
	given, err := store.RootFromEnvironment()
	if err != nil {
		return cp, err
	}
	if cp.root, cp.rootIsNew, err = credentials.EnsureRoot(ctx, o.accountID, given); err != nil {
		return cp, err
	}
	metrics := prometheus.NewRegistry()
	metrics.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	embedded := embeddedengine.New(compile.Check, buildinfo.Get().String())
	onFlink := newFlinkEngine(dir.Path(), o.flink)
	engines := []driver.Engine{embedded, onFlink}
	if err := cp.openState(ctx, o.state, dir, []stateKeeper{embedded, onFlink}, logger); err != nil {
		return cp, err
	}
	if err := cp.checkState(ctx, o.state, logger); err != nil {
		return cp, err
	}
	keys, err := newKeyProviders(ctx, o, cp.store, keyset, logger)
	if err != nil {
		return cp, err
	}
	if err := metrics.Register(keywatch.NewCollector(cp.store)); err != nil {
		return cp, fmt.Errorf("register metrics: %w", err)
	}
	keys.watcher = keywatch.New(keywatch.Config{Store: cp.store, Inspectors: keys.inspectors, Now: cp.store.Now, Logger: logger})
	cp.background = append(cp.background, keys.watcher.Run)
	if err := cp.openDataKeys(ctx, keys.ring); err != nil {
		return cp, err
	}
	code := codestore.New(cp.store, keys.ring)
	cp.background = append(cp.background, codestore.NewKeeper(code, logger).Run)
	if err := cp.makeReconciler(o, owner, dir, code, engines, metrics, logger); err != nil {
		return cp, err
	}
	networks, err := networksOf(o.vpcLookup)
	if err != nil {
		return cp, err
	}
	return cp, cp.makeAPI(o, credentials, keyset, keys, code, networks, engines, metrics, logger)
}

// ownName is what this control plane is called among the others.
func ownName() (string, error) {
	host, err := os.Hostname()
	if err != nil {
		return "", fmt.Errorf("name of this machine: %w", err)
	}
	return host + ":" + strconv.Itoa(os.Getpid()), nil
}

// openStore starts the private Postgres where no other is named, migrates and connects.
func (cp *controlPlane) openStore(ctx context.Context, o serveOptions, dir *datadir.Dir, logger *slog.Logger) error {
	url := o.databaseURL
	if url == "" {
		server, err := postgres.Start(ctx, postgres.Config{Dir: dir.Join("postgres"), Logger: logger})
		if err != nil {
			return err
		}
		cp.atClose(func() error {
			ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
			defer cancel()
			return server.Stop(ctx)
		})
		url = server.URL()
	}
	if err := store.Migrate(ctx, url); err != nil {
		return err
	}
	var err error
	if cp.store, err = store.Open(ctx, url); err != nil {
		return err
	}
	cp.atClose(func() error {
		cp.store.Close()
		return nil
	})
	return cp.store.AdoptAudit(ctx)
}

func (cp *controlPlane) makeReconciler(o serveOptions, owner string, dir *datadir.Dir, code *codestore.Packages, engines []driver.Engine,
	metrics prometheus.Registerer, logger *slog.Logger,
) error {
	clusters, err := cp.newClusters(o.clusters, dir, engines, logger)
	if err != nil {
		return err
	}
	cp.clusters, cp.builds = clusters, clusters.Builds()
	collecting, err := cp.makeLogs(clusters, owner, metrics, logger)
	if err != nil {
		return err
	}
	scaling, err := cp.makeAutoscaler(o, metrics, logger)
	if err != nil {
		return err
	}
	cp.reconciler, err = reconciler.New(reconciler.Config{
		Store: cp.store, Code: code, Keys: cp.dataKeys, Driver: clusters, Storage: cp.storage, Owner: owner, Now: cp.store.Now,
		Logger: logger, Metrics: metrics, Logs: collecting, KeyPatience: o.keys.patience,
		Vitals: []reconciler.VitalsConsumer{scaling}, SampleInterval: o.scale.sampleInterval, Health: o.health.thresholds,
	})
	if err != nil {
		return err
	}
	if err := metrics.Register(usage.NewCollector(cp.store)); err != nil {
		return fmt.Errorf("register metrics: %w", err)
	}
	maintaining := maintainer.New(maintainer.Config{Store: cp.store, Builds: cp.builds, Now: cp.store.Now, Logger: logger})
	cp.background = append(cp.background, cp.reconciler.Run, maintaining.Run)
	cp.makeRetention(o, logger)
	return nil
}

// run does the work beside the API until the context ends.
func (cp *controlPlane) run(ctx context.Context) {
	var all sync.WaitGroup
	for _, work := range cp.background {
		all.Go(func() { work(ctx) })
	}
	all.Wait()
}

func (cp *controlPlane) makeAPI(o serveOptions, credentials *store.Credentials, keyset *rootkey.Ring, keys *keyProviders, code *codestore.Packages, networks apiserver.Networks, engines []driver.Engine,
	metrics *prometheus.Registry, logger *slog.Logger,
) error {
	service := apiserver.ServiceConfig{
		Events: cp.events,
		Store:  cp.store, Validator: validator{engines}, Code: code, Objects: &apiserver.S3{}, Networks: networks, Quotas: o.quotas,
		EngineBuilds: cp.builds, RootKey: keyset, Retention: o.retention.installation, Keys: keys.applications,
	}
	api := apiserver.Config{
		Ready: cp.store.Ping, Contract: penstock.Contract, Logger: logger, Metrics: metrics,
		Dashboards:   &apiserver.Dashboards{Store: cp.store, Targets: dashboardTargets{cp.clusters}, Logger: logger},
		Applications: apiserver.NewApplicationMetrics(cp.store, applicationFigures{cp.clusters}, logger),
	}
	var err error
	if api.MetricsToken, err = readMetricsToken(o.metricsTokenFile); err != nil {
		return err
	}
	cp.background = append(cp.background, builtin.NewKeeper(keys.service, logger).Run)
	api.KeyService = &apiserver.KeyService{Keys: keys.service, Store: cp.store, Changed: keys.watcher.Wake}
	if err := cp.makeAccess(o, credentials, keyset, logger, &api, &service); err != nil {
		return err
	}
	cp.makeSnapshots(o, keys.ring, keyset, logger, &api, &service)
	cp.handler = apiserver.NewService(service)
	api.Handler = cp.handler
	cp.api = apiserver.New(api)
	return nil
}

func (cp *controlPlane) atClose(f func() error) { cp.closers = append(cp.closers, f) }

// close closes the parts, the newest first.
func (cp *controlPlane) close() error {
	var err error
	for _, f := range slices.Backward(cp.closers) {
		err = errors.Join(err, f())
	}
	return err
}
