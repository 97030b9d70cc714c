package maintainer_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/maintainer"
	"github.com/penstock/penstock/lifecycle/maintenance"
	"github.com/penstock/penstock/lifecycle/reconciler"
	"github.com/penstock/penstock/lifecycle/reconciler/reconcilertest"
	"github.com/penstock/penstock/runtime/fake"
	"github.com/penstock/penstock/store"
)

const (
	older = "embedded v1"
	newer = "embedded v2"
)

// of has clusters started with a build of the engine.
func of(build string) func(*reconciler.Config) {
	return func(c *reconciler.Config) { c.Driver = c.Driver.(*fake.Driver).Of(build) }
}

// fleet is an installation that was upgraded while applications ran, whose maintenance is looked after by hand.
type fleet struct {
	*reconcilertest.Installation
	maintainer *maintainer.Maintainer
	now        time.Time
}

func newFleet(t *testing.T, names ...string) *fleet {
	t.Helper()
	f := &fleet{Installation: reconcilertest.New(t, of(older))}
	for _, name := range names {
		f.Create(name, `{}`)
		f.Start(name)
		require.Equal(t, older, f.App(name).Observed.EngineBuild)
	}
	f.Restart(of(newer))
	f.maintainer = maintainer.New(maintainer.Config{Store: f.Store, Builds: []string{newer}, Now: func() time.Time { return f.now }})
	f.joined()
	return f
}

// joined waits until there is the new control plane, and no other.
func (f *fleet) joined() {
	f.Helper()
	f.Eventually("the new control plane is known", func() bool {
		same, err := f.Store.SameBuilds(f.Context(), []string{newer})
		require.NoError(f, err)
		return same
	})
}

// turn is when the turn of an application is, tomorrow.
func (f *fleet) turn(name string) time.Time {
	f.Helper()
	app := f.App(name)
	w, err := maintenance.WindowOf(app.ID, app.MaintenanceStart)
	require.NoError(f, err)
	_, turn := w.Next(time.Now().Add(24 * time.Hour))
	return turn
}

// runAt looks after maintenance at a time, and tells how much was begun.
func (f *fleet) runAt(now time.Time) int {
	f.Helper()
	f.now = now
	begun, err := f.maintainer.RunOnce(f.Context())
	require.NoError(f, err)
	return begun
}

// newest is the newest operation of an application.
func (f *fleet) newest(name string) lifecycle.Operation {
	f.Helper()
	list, err := f.Store.ListOperations(f.Context(), f.App(name).ID, store.OperationQuery{Limit: 1})
	require.NoError(f, err)
	return list[0]
}

func TestMaintainer_ReplacesTheClusterInItsWindow(t *testing.T) {
	t.Parallel()
	f := newFleet(t, "orders")
	require.NoError(t, f.World.Advance(f.World.Clusters()[0].ID, 42))
	turn := f.turn("orders")
	require.Zero(t, f.runAt(turn.Add(-time.Second)), "it is not its turn yet")
	require.Zero(t, f.runAt(turn.Add(maintenance.Length)), "its window has ended")
	require.Equal(t, 1, f.runAt(turn))
	o := f.newest("orders")
	require.Equal(t, lifecycle.OperationMaintenance, o.Kind)
	require.Equal(t, maintainer.Actor, o.RequestedBy)
	require.Zero(t, o.VersionTo)
	require.Equal(t, lifecycle.OperationSuccessful, f.Ended("orders", o.ID).Status)
	app := f.Await("orders", lifecycle.StatusRunning)
	require.Equal(t, newer, app.Observed.EngineBuild)
	require.EqualValues(t, 1, app.CurrentVersionID)
	f.Eventually("the old cluster is gone", func() bool { return len(f.World.Clusters()) == 1 })
	require.EqualValues(t, 42, f.World.Clusters()[0].Position)
	require.Zero(t, f.runAt(turn.Add(time.Minute)), "it is the newest")
}

func TestMaintainer_KeepsTheParallelism(t *testing.T) {
	t.Parallel()
	f := newFleet(t, "orders")
	app := f.App("orders")
	f.InTx(func(tx *store.Tx) error {
		_, err := tx.Replace(t.Context(), app.ID, store.Replacement{
			Kind: lifecycle.OperationScaleUp, Via: lifecycle.StatusAutoscaling, Parallelism: 4, Expected: app.Observed,
		}, time.Now())
		return err
	})
	f.Ended("orders", f.newest("orders").ID)
	require.Zero(t, f.runAt(f.turn("orders")), "scaling has put the newest build in place already")

	f.Restart(of(older))
	f.maintainer = maintainer.New(maintainer.Config{Store: f.Store, Builds: []string{older}, Now: func() time.Time { return f.now }})
	f.Eventually("the old control plane is back", func() bool { return f.runAt(f.turn("orders")) == 1 })
	require.Equal(t, lifecycle.OperationSuccessful, f.Ended("orders", f.newest("orders").ID).Status)
	require.Equal(t, 4, f.App("orders").Observed.Parallelism)
}

func TestMaintainer_Waits(t *testing.T) {
	t.Parallel()
	for name, prepare := range map[string]func(*fleet){
		"for a job that restarts": func(f *fleet) {
			require.NoError(f, f.World.SetJob(f.World.Clusters()[0].ID, "RESTARTING"))
			f.Eventually("that is seen", func() bool { return f.App("orders").Observed.Restarting })
		},
		"for what is stopped": func(f *fleet) { f.Stop("orders") },
		"while control planes of another build are there": func(f *fleet) {
			_, err := f.Store.JoinControlPlanes(f.Context(), "another", older)
			require.NoError(f, err)
		},
		"while control planes are there that tell of no build": func(f *fleet) {
			_, err := f.Store.JoinControlPlanes(f.Context(), "another")
			require.NoError(f, err)
		},
		"while another one begins": func(f *fleet) {
			locked, release := make(chan struct{}), make(chan struct{})
			f.Cleanup(func() { close(release) })
			go func() {
				_ = f.Store.InTx(f.Context(), func(tx *store.Tx) error {
					if ok, err := tx.TryLockMaintenance(f.Context()); err != nil || !ok {
						return err
					}
					close(locked)
					<-release
					return nil
				})
			}()
			<-locked
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFleet(t, "orders")
			prepare(f)
			require.Zero(t, f.runAt(f.turn("orders")))
		})
	}
}

func TestMaintainer_TriesOnceInAWindow(t *testing.T) {
	t.Parallel()
	f := newFleet(t, "orders")
	f.World.Behave(fake.Behaviour{CompileError: "no such table"})
	turn := f.turn("orders")
	require.Equal(t, 1, f.runAt(turn))
	require.Equal(t, lifecycle.OperationFailed, f.Ended("orders", f.newest("orders").ID).Status)
	f.Await("orders", lifecycle.StatusRunning)
	require.Zero(t, f.runAt(turn.Add(time.Minute)))
	require.Equal(t, 1, f.runAt(turn.Add(24*time.Hour)), "the next window is another try")
}

func TestMaintainer_ReplacesFewAtOnce(t *testing.T) {
	t.Parallel()
	f := newFleet(t, "a", "b", "c")
	late := f.turn("a")
	for _, name := range []string{"b", "c"} {
		if turn := f.turn(name); turn.After(late) {
			late = turn
		}
	}
	for left := 3; left > 0; left-- {
		require.Equal(t, 1, f.runAt(late), "one of three at a time")
		f.Eventually("it is replaced", func() bool {
			candidates, err := f.Store.MaintenanceCandidates(t.Context(), []string{newer}, store.MaintenanceQuery{})
			require.NoError(t, err)
			_, replaced, err := f.Store.CountRunning(t.Context())
			require.NoError(t, err)
			return len(candidates) == left-1 && replaced == 0
		})
	}
}
