package reconciler

import (
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/decide"
	"github.com/penstock/penstock/runtime/driver"
)

func TestAppliers_AreThereForEveryKind(t *testing.T) {
	t.Parallel()
	for _, kind := range decide.Kinds() {
		require.Contains(t, appliers, kind)
	}
	require.Len(t, appliers, len(decide.Kinds()))
}

func TestNew_TellsWhatIsMissing(t *testing.T) {
	t.Parallel()
	_, err := New(Config{})
	require.ErrorContains(t, err, "Store is missing")
}

func TestRecord_SurvivesStorage(t *testing.T) {
	t.Parallel()
	handle := driver.HandleFor("local", "ps-1")
	c := &record{
		ID: "ps-1", Generation: 3, Attempt: 2, Site: "here", Handle: &handle, VersionID: 7, Parallelism: 4,
		CheckpointsURI: "file:///c", Restore: &restore{URI: "file:///s", Snapshot: "s", AllowNonRestoredState: true},
		Since: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), Condemned: "no table", Retired: true, Gone: true,
	}
	stored, err := c.encode("local")
	require.NoError(t, err)
	read, err := parseRecord(stored)
	require.NoError(t, err)
	require.Equal(t, c, read)

	none, err := (*record)(nil).encode("local")
	require.NoError(t, err)
	require.Nil(t, none)
	read, err = parseRecord(nil)
	require.NoError(t, err)
	require.Nil(t, read)
}

func TestParseRecord_RefusesWhatANewerControlPlaneWrote(t *testing.T) {
	t.Parallel()
	for name, stored := range map[string]*lifecycle.ClusterHandle{
		"a newer record": {Driver: "local", Version: recordVersion + 1, State: []byte(`{"id":"ps-1"}`)},
		"no version":     {Driver: "local", State: []byte(`{"id":"ps-1"}`)},
		"a newer handle": {Driver: "local", Version: 1, State: []byte(`{"id":"ps-1","handle":{"version":99,"id":"ps-1"}}`)},
		"no JSON":        {Driver: "local", Version: 1, State: []byte(`pid 7`)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := parseRecord(stored)
			require.Error(t, err)
		})
	}
}

func TestBackoff_GrowsAndIsBounded(t *testing.T) {
	t.Parallel()
	for failures := range 40 {
		pause := backoff(failures)
		require.LessOrEqual(t, pause, longestPause)
		require.GreaterOrEqual(t, pause, firstPause/2)
		if failures > 12 {
			require.GreaterOrEqual(t, pause, longestPause/2)
		}
	}
	pause := time.Duration(0)
	for range 50 {
		next := nextWatch(pause, time.Second)
		require.Greater(t, next, time.Duration(0))
		require.GreaterOrEqual(t, next, pause)
		pause = next
	}
	require.Equal(t, time.Second, pause)
}

// TestSweep_LeavesAClusterThatIsBeingPrepared: from before its making until after its end, a sweep at any point of a
// start destroys nothing.
func TestSweep_LeavesAClusterThatIsBeingPrepared(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("a", "run", nil)
	sweeper, err := New(Config{Store: f.store, Code: f.code, Driver: f.world.Driver(), Storage: f.storage, Owner: "sweeper"})
	require.NoError(t, err)
	sweeps := 0
	f.r.Signals.Point = func(string) error {
		destroyed, err := sweeper.Sweep(t.Context())
		require.NoError(t, err)
		require.Zero(t, destroyed)
		sweeps++
		return nil
	}
	_, err = f.start("a", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err)
	f.tick()
	_, err = f.update("a", "run again", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err)
	f.tick()
	require.Equal(t, lifecycle.StatusRunning, f.app("a").Status())
	require.Greater(t, sweeps, 20)
}

// TestUpdate_TellsDurationAndDowntimeApart: the time in which the new cluster is prepared is no downtime.
func TestUpdate_TellsDurationAndDowntimeApart(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	registry := prometheus.NewRegistry()
	f.r.metrics = must(newMetrics(registry))
	f.create("a", "run", nil)
	_, err := f.start("a", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err)
	f.tick()
	f.r.Signals.Point = func(name string) error {
		if name == "after prepare cluster" {
			f.clock.pass(timeLapse)
		}
		return nil
	}
	id, err := f.update("a", "run again", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err)
	f.tick()
	o, err := f.store.Operation(t.Context(), f.app("a").ID, id)
	require.NoError(t, err)
	require.Equal(t, lifecycle.OperationSuccessful, o.Status)
	require.Greater(t, o.EndTime.Sub(o.StartTime), timeLapse)
	require.Greater(t, o.Downtime, time.Duration(0))
	require.Less(t, o.Downtime, timeLapse)
	for _, step := range o.Steps {
		require.False(t, step.EndTime.Before(step.StartTime), "%+v", step)
	}
	families, err := registry.Gather()
	require.NoError(t, err)
	counted := map[string]int{}
	for _, family := range families {
		counted[family.GetName()] = len(family.GetMetric())
	}
	require.Equal(t, 2, counted["penstock_operations_total"], "start and update")
	require.Equal(t, 1, counted["penstock_operation_downtime_seconds"], "a start has none")
	require.Equal(t, 1, counted["penstock_reconcile_lag_seconds"])
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// TestSweep_TrustsWhatItFoundInTheRows: a cluster is looked for once, and so is another one of its id, as a control plane makes that
// hung in between.
func TestSweep_TrustsWhatItFoundInTheRows(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("a", "run", nil)
	_, err := f.start("a", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err)
	f.tick()
	spec := f.job("a").Spec
	sweep := func() int {
		destroyed, err := f.r.Sweep(t.Context())
		require.NoError(t, err)
		return destroyed
	}
	require.Zero(t, sweep())

	_, err = f.sql.Exec(t.Context(), `UPDATE applications SET cluster = NULL`)
	require.NoError(t, err)
	require.Zero(t, sweep())

	d := f.world.Driver()
	require.NoError(t, d.Destroy(t.Context(), driver.HandleFor(d.Name(), spec.ID)))
	_, err = d.Prepare(t.Context(), spec)
	require.NoError(t, err)
	require.Equal(t, 1, sweep())
	require.Empty(t, f.world.Clusters())
}
