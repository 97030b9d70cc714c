package collector_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/logs"
	"github.com/penstock/penstock/logs/collector"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/fake"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

const patience = 2 * time.Minute

// fixture is an application with a cluster in a fake world.
type fixture struct {
	testing.TB

	store  *store.Store
	world  *fake.World
	app    *lifecycle.Application
	handle driver.Handle
}

func newFixture(t testing.TB) *fixture {
	t.Helper()
	world := fake.NewWorld()
	t.Cleanup(world.Close)
	f := &fixture{TB: t, store: storetest.Open(t), world: world}
	f.app = &lifecycle.Application{
		AccountID: "123456789012", Region: "eu-west-1", Name: "orders", Mode: "STREAMING", MaintenanceStart: "06:00", CreateTime: time.Now(),
	}
	version := &lifecycle.Version{Runtime: "FLINK-1_20", Document: json.RawMessage(`{}`)}
	require.NoError(t, f.store.InTx(t.Context(), func(tx *store.Tx) error { return tx.CreateApplication(t.Context(), f.app, version) }))
	handle, err := world.Driver().Prepare(t.Context(), driver.Spec{
		ID: "ps-logs-1-0", ApplicationVersion: 1, SnapshotsURI: "file://" + t.TempDir(), CheckpointsURI: "file://" + t.TempDir(),
	})
	require.NoError(t, err)
	f.handle = handle
	return f
}

// collector is one control plane's.
func (f *fixture) collector(change func(*collector.Config)) *collector.Collector {
	f.Helper()
	config := collector.Config{
		Store: f.store, Driver: f.world.Driver(), Batch: 7, Interval: time.Millisecond, IdleInterval: 2 * time.Millisecond,
		Discovery: 5 * time.Millisecond,
		Targets: func(context.Context, []int64) ([]collector.Target, error) {
			return []collector.Target{{ApplicationID: f.app.ID, Handle: f.handle}}, nil
		},
	}
	if change != nil {
		change(&config)
	}
	c, err := collector.New(config)
	require.NoError(f, err)
	return c
}

func (f *fixture) log(from, to int) {
	f.Helper()
	var events []logs.Event
	for i := from; i < to; i++ {
		events = append(events, logs.Event{Time: time.Now(), Level: logs.Info, Message: fmt.Sprintf("event %d", i)})
	}
	require.NoError(f, f.world.Log(f.handle.ID, events...))
}

// stored are the messages in the application's log.
func (f *fixture) stored() []string {
	f.Helper()
	chunks, err := f.store.LogChunks(f.Context(), f.app.ID, store.LogQuery{From: 1, Limit: 100_000})
	require.NoError(f, err)
	var messages []string
	for _, c := range chunks {
		events, err := logs.ParseChunk(c.Content)
		require.NoError(f, err)
		for _, e := range events {
			messages = append(messages, e.Message)
		}
	}
	return messages
}

func (f *fixture) requireAll(n int) {
	f.Helper()
	want := []string{"cluster is ready"}
	for i := range n {
		want = append(want, fmt.Sprintf("event %d", i))
	}
	require.Equal(f, want, f.stored())
}

func (f *fixture) await(what string, holds func() bool) {
	f.Helper()
	require.Eventually(f, holds, patience, 5*time.Millisecond, what)
}

// TestCollector_stores_each_event_once: several control planes collect one log, and die between reading and storing, again and again.
func TestCollector_stores_each_event_once(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	ctx, cancel := context.WithCancel(t.Context())
	errDeath := errors.New("killed between reading and storing")
	var group sync.WaitGroup
	for range 3 {
		c := f.collector(func(config *collector.Config) {
			config.Signals.Read = func(collector.Target, driver.LogBatch) error {
				if rand.IntN(3) == 0 {
					return errDeath
				}
				return nil
			}
		})
		group.Go(func() { c.Run(ctx) })
	}
	const events = 300
	for i := 0; i < events; i += 30 {
		f.log(i, i+30)
	}
	f.await("all events are stored", func() bool { return len(f.stored()) >= events+1 })
	cancel()
	group.Wait()
	f.requireAll(events)
}

func TestCollector_Drain_takes_what_is_left_after_the_end(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.log(0, 100)
	c := f.collector(nil)
	require.NoError(t, f.world.Driver().End(t.Context(), f.handle))
	require.NoError(t, c.Drain(t.Context(), f.app.ID, f.handle))
	require.NoError(t, f.collector(nil).Drain(t.Context(), f.app.ID, f.handle), "draining again, by another control plane")
	f.requireAll(100)
	require.NoError(t, f.world.Driver().Destroy(t.Context(), f.handle))
	require.NoError(t, c.Drain(t.Context(), f.app.ID, f.handle), "of a cluster that is gone")
	require.NoError(t, c.Drain(t.Context(), 4711, f.handle), "of an application that is gone")
}

func TestCollector_tells_what_it_missed(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	registry := prometheus.NewRegistry()
	c := f.collector(func(config *collector.Config) { config.Metrics = registry })
	f.log(0, 20)
	require.NoError(t, f.world.GiveUpLog(f.handle.ID, 5))
	require.NoError(t, c.Drain(t.Context(), f.app.ID, f.handle))
	messages := f.stored()
	require.Len(t, messages, 17)
	require.Contains(t, messages[0], "5 log events are missing here")
	require.Equal(t, "event 4", messages[1])
	families, err := registry.Gather()
	require.NoError(t, err)
	got := map[string]float64{}
	for _, family := range families {
		got[family.GetName()] = family.GetMetric()[0].GetCounter().GetValue()
	}
	require.Equal(t, map[string]float64{
		"penstock_log_events_collected_total": 16, "penstock_log_events_missed_total": 5,
		"penstock_log_collect_failures_total": 0, "penstock_log_chunks_expired_total": 0,
	}, got)
}

func TestCollector_survives_a_driver_that_fails(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.world.Inject(fake.Fault{Call: fake.CallLogs, Mode: fake.Fail, Times: 5})
	f.log(0, 10)
	ctx, cancel := context.WithCancel(t.Context())
	var group sync.WaitGroup
	group.Go(func() { f.collector(nil).Run(ctx) })
	f.await("all events are stored", func() bool { return len(f.stored()) >= 11 })
	cancel()
	group.Wait()
	f.requireAll(10)
}

func TestCollector_gives_events_a_time_that_can_be(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	require.NoError(t, f.world.Log(f.handle.ID, logs.Event{Message: "no time"}))
	require.NoError(t, f.collector(nil).Drain(t.Context(), f.app.ID, f.handle))
	chunks, err := f.store.LogChunks(t.Context(), f.app.ID, store.LogQuery{From: 1, Limit: 1})
	require.NoError(t, err)
	events, err := logs.ParseChunk(chunks[0].Content)
	require.NoError(t, err)
	require.WithinDuration(t, time.Now(), events[1].Time, time.Hour)
}

func TestNew_names_what_is_missing(t *testing.T) {
	t.Parallel()
	_, err := collector.New(collector.Config{})
	require.ErrorContains(t, err, "Store")
}

// changes tells what a test wants told.
type changes struct {
	mu  sync.Mutex
	ids []int64
	all bool
}

func (c *changes) tell(all bool, ids ...int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ids, c.all = append(c.ids, ids...), c.all || all
}

func (c *changes) Take() (ids []int64, all bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	ids, all = c.ids, c.all
	c.ids, c.all = nil, false
	return ids, all
}

// What is asked for follows the changes: all clusters at first and where any may have changed, otherwise those of the applications that
// did. What could not be asked is asked again.
func TestCollector_follows_changes(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	asked := make(chan []int64, 10)
	answers := make(chan error, 10)
	told := &changes{}
	c := f.collector(func(config *collector.Config) {
		config.Changes, config.Discovery = told, time.Hour
		config.Targets = func(ctx context.Context, ids []int64) ([]collector.Target, error) {
			asked <- ids
			select {
			case err := <-answers:
				return []collector.Target{{ApplicationID: f.app.ID, Handle: f.handle}}, err
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
	})
	ctx, cancel := context.WithCancel(t.Context())
	var group sync.WaitGroup
	group.Go(func() { c.Run(ctx) })
	answers <- nil
	require.Empty(t, <-asked, "all at first")
	told.tell(false, 7)
	answers <- nil
	require.Equal(t, []int64{7}, <-asked)
	told.tell(true)
	answers <- errors.New("no connection")
	require.Empty(t, <-asked)
	answers <- nil
	require.Empty(t, <-asked, "again, because it failed")
	f.log(0, 3)
	f.await("the log of one that another application's change did not end", func() bool { return len(f.stored()) == 4 })
	cancel()
	group.Wait()
	require.Empty(t, asked, "nothing changed")
}
