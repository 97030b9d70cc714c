// Package reconcilertest gives tests of what works beside the reconciler an installation: a real Postgres, a fake world, and a
// reconciler that works for as long as the test runs.
package reconcilertest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/codestore"
	"github.com/penstock/penstock/codestore/codestoretest"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/reconciler"
	"github.com/penstock/penstock/runtime/durable"
	"github.com/penstock/penstock/runtime/fake"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

// Account and Region are where all applications are.
const (
	Account = "000000000000"
	Region  = "us-east-1"
)

// timeout bounds what is waited for, tick is how often it is looked at.
const (
	timeout = 5 * time.Minute
	tick    = 5 * time.Millisecond
)

// Installation is one control plane with everything around it.
type Installation struct {
	testing.TB
	// Store is the control plane's, and URL that of its database.
	Store *store.Store
	URL   string
	// World is where clusters run.
	World *fake.World

	code    *codestore.Packages
	storage *durable.Directory
	// stop ends the reconciler that works now.
	stop func()
}

// New starts an installation. change may change the configuration of its reconciler; it may be nil.
func New(t testing.TB, change func(*reconciler.Config)) *Installation {
	t.Helper()
	i := &Installation{TB: t, URL: storetest.URL(t), World: fake.NewWorld()}
	t.Cleanup(i.World.Close)
	i.Store = storetest.OpenURL(t, i.URL)
	i.code = codestoretest.New(t, i.Store)
	var err error
	i.storage, err = durable.NewDirectory(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() {
		i.stop()
		require.Empty(t, i.World.Violations())
	})
	i.run(change)
	return i
}

// Restart puts another reconciler in the place of the one that works. change may change its configuration; it may be nil.
func (i *Installation) Restart(change func(*reconciler.Config)) {
	i.Helper()
	i.stop()
	i.run(change)
}

func (i *Installation) run(change func(*reconciler.Config)) {
	i.Helper()
	config := reconciler.Config{
		Store: i.Store, Code: i.code, Driver: i.World.Driver(), Storage: i.storage, Owner: "test", LongestWatch: tick,
	}
	if change != nil {
		change(&config)
	}
	r, err := reconciler.New(config)
	require.NoError(i, err)
	ctx, cancel := context.WithCancel(context.WithoutCancel(i.Context()))
	done := make(chan struct{})
	go func() {
		defer close(done)
		r.Run(ctx)
	}()
	i.stop = func() {
		cancel()
		<-done
	}
}

// Create makes an application of a configuration: the JSON of ApplicationConfigurationDescription.
func (i *Installation) Create(name, configuration string) {
	i.Helper()
	ctx := i.Context()
	owner := codestore.Owner{Application: store.ApplicationKey{AccountID: Account, Region: Region, Name: name}}
	code, err := i.code.Put(ctx, owner, lifecycle.CodePlainText, []byte("run"))
	require.NoError(i, err)
	i.InTx(func(tx *store.Tx) error {
		return tx.CreateApplication(ctx, &lifecycle.Application{
			AccountID: Account, Region: Region, Name: name, Mode: "STREAMING", MaintenanceStart: "06:00", CreateTime: time.Now(),
		}, &lifecycle.Version{
			Runtime: "FLINK-1_20", CodeID: code.ID, CreateTime: time.Now(),
			Document: fmt.Appendf(nil, `{"ApplicationConfigurationDescription": %s}`, configuration),
		})
	})
}

// InTx runs a transaction that has to succeed.
func (i *Installation) InTx(do func(tx *store.Tx) error) {
	i.Helper()
	require.NoError(i, i.Store.InTx(i.Context(), do))
}

// App reads an application.
func (i *Installation) App(name string) *lifecycle.Application {
	i.Helper()
	app, err := i.Store.Application(i.Context(), store.ApplicationKey{AccountID: Account, Region: Region, Name: name})
	require.NoError(i, err)
	return app
}

// Want wants something of an application by an operation, and returns the operation's id.
func (i *Installation) Want(name string, kind lifecycle.OperationKind, desired lifecycle.Desired) string {
	i.Helper()
	app := i.App(name)
	o := &lifecycle.Operation{ID: lifecycle.NewOperationID(), ApplicationID: app.ID, Kind: kind, StartTime: time.Now()}
	desired.OperationID, desired.Generation = o.ID, app.Desired.Generation+1
	i.InTx(func(tx *store.Tx) error {
		if err := tx.CreateOperation(i.Context(), o); err != nil {
			return err
		}
		return tx.SetDesired(i.Context(), app.ID, desired)
	})
	return o.ID
}

// Start starts the current version of an application and waits until it runs.
func (i *Installation) Start(name string) {
	i.Helper()
	run := lifecycle.DefaultRunConfiguration()
	i.Want(name, lifecycle.OperationStart, lifecycle.Desired{
		Goal: lifecycle.GoalRun, VersionID: i.App(name).CurrentVersionID, RunConfiguration: &run, Via: lifecycle.StatusStarting,
	})
	i.Await(name, lifecycle.StatusRunning)
}

// Stop stops an application, with a snapshot, and waits until it is READY.
func (i *Installation) Stop(name string) {
	i.Helper()
	i.Want(name, lifecycle.OperationStop, lifecycle.Desired{Goal: lifecycle.GoalStop, Via: lifecycle.StatusStopping})
	i.Await(name, lifecycle.StatusReady)
}

// Await waits for a status, and returns the application that has it.
func (i *Installation) Await(name string, status lifecycle.Status) *lifecycle.Application {
	i.Helper()
	var app *lifecycle.Application
	i.Eventually(name+" becomes "+string(status), func() bool { app = i.App(name); return app.Status() == status })
	return app
}

// Ended waits for the end of an operation.
func (i *Installation) Ended(name, id string) *lifecycle.Operation {
	i.Helper()
	var o *lifecycle.Operation
	i.Eventually("operation "+id+" ends", func() bool {
		var err error
		o, err = i.Store.Operation(i.Context(), i.App(name).ID, id)
		require.NoError(i, err)
		return o.Status != lifecycle.OperationInProgress
	})
	return o
}

// Eventually waits until the condition holds, in the test's own goroutine.
func (i *Installation) Eventually(what string, holds func() bool) {
	i.Helper()
	deadline := time.NewTimer(timeout)
	defer deadline.Stop()
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	for !holds() {
		select {
		case <-deadline.C:
			require.Fail(i, "in vain waited for this: "+what)
		case <-ticker.C:
		}
	}
}
