package reconciler

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/health"
	"github.com/penstock/penstock/runtime/driver"
)

// awaitHealth waits until the application shows the health, and returns it.
func (f *fixture) awaitHealth(name string, want lifecycle.HealthState) lifecycle.Health {
	f.Helper()
	require.Eventually(f, func() bool { return f.app(name).Health().State == want }, 2*time.Minute, time.Millisecond,
		"%s does not become %s", name, want)
	return f.app(name).Health()
}

// healthEvents are the changes of health that were told, as state and what it was before.
func (f *fixture) healthEvents(name string) (changes [][2]string) {
	f.Helper()
	events, err := f.store.EventsAfter(f.Context(), f.app(name).ID, 0, 1000)
	require.NoError(f, err)
	for _, e := range events {
		if e.Type == "HEALTH" {
			var detail struct{ Health, PreviousHealth string }
			require.NoError(f, json.Unmarshal(e.Detail, &detail))
			changes = append(changes, [2]string{detail.PreviousHealth, detail.Health})
		}
	}
	return changes
}

// fast are thresholds of milliseconds.
func fast(c *Config) {
	c.SampleInterval = time.Millisecond
	c.Health = health.DefaultThresholds()
	c.Health.Settle, c.Health.Stall, c.Health.Pile = time.Millisecond, 20*time.Millisecond, 20*time.Millisecond
}

// A job that restarts is told to by the look that sees it; no sample is needed.
func TestHealth_RestartsAreToldAtOnce(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("a", "run", nil)
	require.Zero(t, f.app("a").Health())
	_, err := f.start("a", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err)
	f.tick()
	began := f.app("a").Health()
	require.Equal(t, lifecycle.HealthHealthy, began.State)

	require.NoError(t, f.world.SetJob(f.job("a").ID, driver.JobStateRestarting))
	f.tick()
	first := f.app("a").Health()
	require.Equal(t, lifecycle.HealthRestarting, first.State)
	require.Equal(t, lifecycle.CauseFailure, first.Cause)
	require.Contains(t, first.Reason, ": the job failed.")
	require.False(t, first.Since.Before(began.Since))

	// It fails again before it could be trusted.
	require.NoError(t, f.world.SetJob(f.job("a").ID, driver.JobStateRunning))
	f.tick()
	require.Equal(t, first, f.app("a").Health())
	require.NoError(t, f.world.SetJob(f.job("a").ID, driver.JobStateRestarting))
	f.reboot() // another control plane sees it
	f.tick()
	second := f.app("a").Health()
	require.Equal(t, first.Since, second.Since)
	require.Contains(t, second.Reason, "failed 2 times")

	require.NoError(t, f.world.SetJob(f.job("a").ID, driver.JobStateRunning))
	f.clock.pass(24 * time.Hour) // the failures of the fake have the machine's time, which is later
	f.tick()
	_, err = f.stop("a", false)
	require.NoError(t, err)
	f.tick()
	require.Equal(t, lifecycle.StatusReady, f.app("a").Status())
	require.Zero(t, f.app("a").Observed.Health)
	require.Equal(t, [2]string{"HEALTHY", "RESTARTING"}, f.healthEvents("a")[0])
}

// A cluster that dies is replaced, and its job brought back by another one.
func TestHealth_AClusterDies(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.realTime()
	// However long it takes until the death is seen, it is no silence.
	f.live(fast, func(c *Config) { c.Health.Stall = time.Hour })
	f.create("a", "run", nil)
	_, err := f.start("a", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err)
	f.awaitHealth("a", lifecycle.HealthHealthy)
	require.NoError(t, f.world.Kill(f.job("a").ID))
	require.Eventually(t, func() bool { return len(f.healthEvents("a")) == 2 }, 2*time.Minute, time.Millisecond)
	require.Equal(t, [][2]string{{"HEALTHY", "RESTARTING"}, {"RESTARTING", "HEALTHY"}}, f.healthEvents("a"))
	require.Equal(t, lifecycle.StatusRunning, f.app("a").Status())
}

// Samples tell of a job that stalls, and of one that goes on; what one control plane has told, the next one goes on telling.
func TestHealth_Sampled(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.realTime()
	registry := prometheus.NewRegistry()
	stop := f.live(fast, func(c *Config) { c.Metrics = registry })
	f.create("a", "run", nil)
	_, err := f.start("a", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err)
	f.awaitHealth("a", lifecycle.HealthHealthy)

	require.NoError(t, f.world.SetVitals(f.job("a").ID, driver.Vitals{Pending: 10}))
	stalled := f.awaitHealth("a", lifecycle.HealthStalled)
	require.Equal(t, lifecycle.CauseInput, stalled.Cause)
	require.Contains(t, stalled.Reason, "About 10 records wait")
	require.Eventually(t, func() bool {
		counts := gauges(t, registry, "penstock_applications_health")
		return len(counts) == len(lifecycle.HealthStates()) && counts["stalled"] == 1 && counts["healthy"] == 0
	}, 2*time.Minute, time.Millisecond)

	stop()
	taken := make(samples)
	f.live(fast, func(c *Config) { c.Vitals = []VitalsConsumer{taken} })
	for range 10 {
		<-taken
	}
	require.Equal(t, stalled, f.app("a").Health(), "since when is not forgotten")

	go func() {
		for range taken { // nobody else reads them
		}
	}()
	require.NoError(t, f.world.Advance(f.job("a").ID, 1))
	// It may stall again before anybody looks.
	require.Eventually(t, func() bool { return len(f.healthEvents("a")) >= 2 }, 2*time.Minute, time.Millisecond)
	require.Equal(t, [][2]string{{"HEALTHY", "STALLED"}, {"STALLED", "HEALTHY"}}, f.healthEvents("a")[:2])

	_, err = f.stop("a", true)
	require.NoError(t, err)
	f.await("a", lifecycle.StatusReady)
	require.Zero(t, f.app("a").Observed.Health)
}

// gauges are the values of a gauge by its only label.
func gauges(t *testing.T, registry *prometheus.Registry, name string) map[string]float64 {
	t.Helper()
	families, err := registry.Gather()
	require.NoError(t, err)
	values := map[string]float64{}
	for _, family := range families {
		if family.GetName() == name {
			for _, m := range family.GetMetric() {
				values[m.GetLabel()[0].GetValue()] = m.GetGauge().GetValue()
			}
		}
	}
	return values
}
