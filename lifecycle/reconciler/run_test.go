package reconciler

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/decide"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/runtime/fake"
	"github.com/penstock/penstock/store"
)

// live runs a reconciler on the fixture until the returned function is called, which waits for its end.
func (f *fixture) live(change ...func(c *Config)) (stop func()) {
	f.Helper()
	config := Config{
		Store: f.store, Code: f.code, Keys: f.keys, Driver: f.world.Driver(), Storage: f.storage, Owner: "live", CallTimeout: time.Minute,
		LeaseTerm: 20 * time.Second, SweepInterval: 50 * time.Millisecond, RepairInterval: time.Second,
		Limits: decide.DefaultLimits(),
	}
	config.Limits.Look = 20 * time.Millisecond
	for _, do := range change {
		do(&config)
	}
	r, err := New(config)
	require.NoError(f, err)
	ctx, cancel := context.WithCancel(f.Context())
	var group sync.WaitGroup
	group.Go(func() { r.Run(ctx) })
	stop = sync.OnceFunc(func() {
		cancel()
		group.Wait()
	})
	f.Cleanup(stop)
	return stop
}

// realTime lets the fixture's requests carry the machine's time, as those of a live server do.
func (f *fixture) realTime() { f.clock.real = true }

// await waits until the application shows the status.
func (f *fixture) await(name string, want lifecycle.Status) {
	f.Helper()
	require.Eventually(f, func() bool { return f.app(name).Status() == want }, 2*time.Minute, time.Millisecond,
		"%s does not become %s", name, want)
}

// TestRun_StartsWithoutPolling: no interval of polling lies between a request and RUNNING. Any of them would be an hour.
func TestRun_StartsWithoutPolling(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.realTime()
	f.live(func(c *Config) { c.SweepInterval, c.RepairInterval, c.Limits.Look = time.Hour, time.Hour, time.Hour })
	for i := range 3 {
		name := fmt.Sprintf("app-%d", i)
		f.create(name, "run", nil)
		f.world.Behave(fake.Behaviour{PreparingLooks: 3, DeployingLooks: 3})
		_, err := f.start(name, lifecycle.DefaultRunConfiguration())
		require.NoError(t, err)
		f.await(name, lifecycle.StatusRunning)
	}
}

// TestRun_RepairsALostWakeUp: what is due is found although nobody tells.
func TestRun_RepairsALostWakeUp(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.realTime()
	f.create("a", "run", nil)
	_, err := f.start("a", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err) // notified while nobody listened
	f.live()
	f.await("a", lifecycle.StatusRunning)
}

// TestRun_GoesOnAfterARestart: the end of a control plane does not disturb what runs, and the next one finds it.
func TestRun_GoesOnAfterARestart(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.realTime()
	f.create("a", "run", nil)
	stop := f.live()
	_, err := f.start("a", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err)
	f.await("a", lifecycle.StatusRunning)
	stop()
	f.live()
	_, err = f.stop("a", false)
	require.NoError(t, err)
	f.await("a", lifecycle.StatusReady)
	require.Equal(t, 1, f.prepared(), "another cluster was made")
}

// prepared is how many clusters were made.
func (f *fixture) prepared() int {
	n := 0
	for _, call := range f.world.CallLog() {
		if call == fake.CallPrepare {
			n++
		}
	}
	return n
}

// TestWork_DropsAStepWhenTheLeaseIsLost: what a control plane writes after another has taken over is refused.
func TestWork_DropsAStepWhenTheLeaseIsLost(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("a", "run", nil)
	_, err := f.start("a", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err)
	leases, err := f.store.ClaimDue(t.Context(), "first", 1, time.Minute)
	require.NoError(t, err)
	require.Len(t, leases, 1)

	var second []store.Lease
	f.r.Signals.Point = func(name string) error {
		if name == "after prepare cluster" && second == nil {
			f.makeDue()
			second, err = f.store.ClaimDue(t.Context(), "second", 1, time.Minute)
			require.NoError(t, err)
			require.Len(t, second, 1)
		}
		return nil
	}
	f.r.work(t.Context(), leases[0])
	current, err := parseRecord(f.app("a").Observed.Cluster)
	require.NoError(t, err)
	require.Nil(t, current.Handle, "the late write was accepted")

	f.r.work(t.Context(), second[0])
	require.Equal(t, lifecycle.StatusRunning, f.app("a").Status())
	require.Len(t, f.world.Clusters(), 1)
	require.Empty(t, f.world.Violations())
}

// TestWork_EndsWhenTheLeaseCannotBeRenewed: a step that hangs ends with its lease.
func TestWork_EndsWhenTheLeaseCannotBeRenewed(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("a", "run", nil)
	_, err := f.start("a", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err)
	// Long enough for it to be renewed in time until it is taken away, on whatever machine; that is found out after a third of it.
	f.r.LeaseTerm, f.r.CallTimeout = 6*time.Second, time.Minute
	f.world.Inject(fake.Fault{Call: fake.CallPrepare, Mode: fake.Hang})
	leases, err := f.store.ClaimDue(t.Context(), "first", 1, time.Minute)
	require.NoError(t, err)
	f.r.Signals.Point = func(name string) error {
		if name == "before prepare cluster" {
			f.makeDue()
			_, err := f.store.ClaimDue(t.Context(), "second", 1, time.Minute)
			require.NoError(t, err)
		}
		return nil
	}
	f.r.work(t.Context(), leases[0])
	current, err := parseRecord(f.app("a").Observed.Cluster)
	require.NoError(t, err)
	require.NotNil(t, current, "it ended before the call that hangs")
	require.Nil(t, current.Handle)
}

// TestRun_DestroysLeftovers: a cluster that no row knows is gone after the first search, and only that one.
func TestRun_DestroysLeftovers(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.realTime()
	require.NoError(t, f.world.Orphan("ps-orphan-1-0"))
	f.create("a", "run", nil)
	swept := make(chan int, 1000)
	f.live(func(c *Config) { c.Signals.Swept = func(destroyed int) { swept <- destroyed } })
	require.Equal(t, 1, <-swept)
	_, err := f.start("a", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err)
	f.await("a", lifecycle.StatusRunning)
	require.Zero(t, <-swept)
	require.Len(t, f.world.Clusters(), 1)
}

// TestRun_SeveralControlPlanes: three of them share a database and come and go, while requests of all kinds arrive for
// several applications and clusters die. In the end everything is as asked, or failed with words.
func TestRun_SeveralControlPlanes(t *testing.T) {
	t.Parallel()
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	f := newFixture(t)
	f.realTime()
	names := []string{"a", "b", "c", "d"}
	for _, name := range names {
		f.create(name, "run", nil)
	}
	stops := make([]func(), 3)
	for i := range stops {
		stops[i] = f.live()
	}
	for range 120 {
		name := names[random.IntN(len(names))]
		var err error
		switch random.IntN(9) {
		case 0, 1:
			_, err = f.start(name, lifecycle.DefaultRunConfiguration())
		case 2:
			_, err = f.stop(name, false)
		case 3:
			_, err = f.stop(name, true)
		case 4, 5:
			_, err = f.update(name, "run again", lifecycle.DefaultRunConfiguration())
		case 6:
			if clusters := f.world.Clusters(); len(clusters) > 0 {
				_ = f.world.Kill(clusters[random.IntN(len(clusters))].ID) // it may be gone by now
			}
		case 7:
			i := random.IntN(len(stops))
			stops[i]()
			stops[i] = f.live()
		case 8:
			f.eventually(name, func() bool { return !f.app(name).Status().Transient() })
		}
		if err != nil {
			require.True(t, fault.Is(err, fault.InUseKind) || fault.Is(err, fault.ConcurrentModificationKind), "%v", err)
		}
	}
	for _, name := range names {
		f.settles(name)
	}
	require.Empty(t, f.world.Violations())
}

// settles waits until the application is quiet and the world agrees with its rows.
func (f *fixture) settles(name string) {
	f.Helper()
	f.eventually(name, func() bool { return f.disagreement(name) == "" })
}

// eventually waits for a condition of an application, and tells all about it when that does not come.
func (f *fixture) eventually(name string, condition func() bool) {
	f.Helper()
	if assert.Eventually(f, condition, 2*time.Minute, 2*time.Millisecond) {
		return
	}
	app := f.app(name)
	f.Logf("%s: %s; wanted %+v", name, f.disagreement(name), app.Desired)
	f.Logf("observed %s, failures %d: %s", app.Observed.Status, app.Observed.Failures, app.Observed.LastError)
	for _, h := range []*lifecycle.ClusterHandle{app.Observed.Cluster, app.Observed.NextCluster} {
		if h != nil {
			f.Logf("written down: %s", h.State)
		}
	}
	for _, c := range f.world.Clusters() {
		f.Logf("there is %s of %s, dead %t, job %s", c.ID, c.Spec.ApplicationName, c.Dead, c.Job)
	}
	f.FailNow()
}

func (f *fixture) disagreement(name string) string {
	app := f.app(name)
	running := 0
	for _, c := range f.world.Clusters() {
		if c.Spec.ApplicationName == name && !c.Dead {
			running++
		}
	}
	operations, err := f.store.OperationsInProgress(f.Context(), app.ID)
	require.NoError(f, err)
	switch {
	case app.Status().Transient():
		return "it is " + string(app.Status())
	case len(operations) > 0:
		return "an operation is in progress"
	case app.Status() == lifecycle.StatusReady && running != 0, app.Status() == lifecycle.StatusRunning && running != 1:
		return fmt.Sprintf("%s with %d clusters", app.Status(), running)
	}
	return ""
}

// TestRun_LeavesWhatRunsElsewhereAlone: control planes at different sites share a database. What one cannot see is not
// lost, and a request finds the one that can.
func TestRun_LeavesWhatRunsElsewhereAlone(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.realTime()
	there := fake.NewWorld()
	t.Cleanup(there.Close)
	f.create("a", "run", nil)
	stop := f.live(func(c *Config) { c.Driver = f.world.At("here") })
	_, err := f.start("a", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err)
	f.await("a", lifecycle.StatusRunning)

	stop()
	// Nothing says where it is, as after a control plane that did not write that down.
	_, err = f.sql.Exec(t.Context(), `UPDATE application_leases SET site = '', due_at = now()`)
	require.NoError(t, err)
	looked := make(chan struct{}, 100)
	f.live(func(c *Config) {
		c.Driver = there.At("there")
		c.Signals.Released = func(int64, decide.Action) { looked <- struct{}{} }
	})
	<-looked
	require.Equal(t, lifecycle.StatusRunning, f.app("a").Status())
	require.Empty(t, there.Clusters())

	f.live(func(c *Config) { c.Driver = f.world.At("here") })
	_, err = f.stop("a", false)
	require.NoError(t, err)
	f.await("a", lifecycle.StatusReady)
	require.Equal(t, 1, f.prepared())
	require.Empty(t, looked, "looked at again and again from where nothing of it can be seen")
}
