package reconciler

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/logs"
	"github.com/penstock/penstock/logs/collector"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/fake"
	"github.com/penstock/penstock/store"
)

// collecting is the collector of a control plane that has the fixture's world.
func (f *fixture) collecting() *collector.Collector {
	f.Helper()
	c, err := collector.New(collector.Config{
		Store: f.store, Driver: f.world.Driver(), Interval: time.Millisecond, Discovery: 5 * time.Millisecond,
		Targets: func(ctx context.Context, applicationIDs []int64) ([]collector.Target, error) {
			found, err := Clusters(ctx, f.store, f.world.Driver(), applicationIDs)
			targets := make([]collector.Target, len(found))
			for i, c := range found {
				targets[i] = collector.Target(c)
			}
			return targets, err
		},
	})
	require.NoError(f, err)
	return c
}

// logged are the messages in the application's log.
func (f *fixture) logged(name string) (messages []string) {
	f.Helper()
	chunks, err := f.store.LogChunks(f.Context(), f.app(name).ID, store.LogQuery{From: 1, Limit: 1000})
	require.NoError(f, err)
	for _, c := range chunks {
		events, err := logs.ParseChunk(c.Content)
		require.NoError(f, err)
		for _, e := range events {
			messages = append(messages, e.Message)
		}
	}
	return messages
}

func TestDestroy_collects_the_log_first(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.realTime()
	f.create("orders", "run", nil)
	c := f.collecting()
	f.live(func(config *Config) { config.Logs = c })
	_, err := f.start("orders", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err)
	f.await("orders", lifecycle.StatusRunning)
	targets, err := Clusters(t.Context(), f.store, f.world.Driver(), nil)
	require.NoError(t, err)
	require.Len(t, targets, 1)
	require.Equal(t, f.app("orders").ID, targets[0].ApplicationID)
	require.NoError(t, f.world.Log(targets[0].Handle.ID, logs.Event{Time: time.Now(), Message: "the last line"}))
	_, err = f.stop("orders", true)
	require.NoError(t, err)
	f.await("orders", lifecycle.StatusReady)
	messages := f.logged("orders")
	require.Contains(t, messages, "the last line")
	require.Contains(t, messages, "cluster is ready")
	require.NotContains(t, messages, "ended by the driver", "no news")
	position, err := f.store.LogPosition(t.Context(), f.app("orders").ID, string(targets[0].Handle.ID))
	require.NoError(t, err)
	require.Empty(t, position, "a cluster that is gone needs no position")
	targets, err = Clusters(t.Context(), f.store, f.world.Driver(), nil)
	require.NoError(t, err)
	require.Empty(t, targets)
}

// failingLogs are logs that cannot be stored.
type failingLogs struct{}

func (failingLogs) Drain(context.Context, int64, driver.Handle) error { return errors.New("no place") }

func TestDestroy_does_not_wait_for_a_log_that_cannot_be_stored(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.realTime()
	f.create("orders", "run", nil)
	f.live(func(config *Config) { config.Logs = failingLogs{} })
	_, err := f.start("orders", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err)
	f.await("orders", lifecycle.StatusRunning)
	f.world.Inject(fake.Fault{Call: fake.CallEnd, Mode: fake.Fail, Times: 2})
	_, err = f.stop("orders", true)
	require.NoError(t, err)
	f.await("orders", lifecycle.StatusReady)
	require.Empty(t, f.world.Clusters())
}

func TestReconciler_tells_of_clusters_that_die_and_of_steps_that_fail(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.realTime()
	f.create("orders", "run", nil)
	c := f.collecting()
	f.live(func(config *Config) { config.Logs = c })
	f.world.Inject(fake.Fault{Call: fake.CallPrepare, Mode: fake.Fail, Times: 3})
	_, err := f.start("orders", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err)
	f.await("orders", lifecycle.StatusRunning)
	require.NoError(t, f.world.Kill(f.world.Clusters()[0].ID))
	told := func(text string) func() bool {
		return func() bool { return strings.Contains(strings.Join(f.logged("orders"), "\n"), text) }
	}
	require.Eventually(t, told("Another one takes its place, whose job goes on without state."), 2*time.Minute, 5*time.Millisecond)
	require.True(t, told("A step has failed 3 times and is tried again: prepare cluster: prepare: injected fault")(), "%q", f.logged("orders"))
	require.True(t, told("killed by signal 9")(), "the cluster's last words, %q", f.logged("orders"))
}
