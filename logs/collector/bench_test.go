package collector_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/logs"
	"github.com/penstock/penstock/logs/collector"
)

// BenchmarkCollector_Drain is how many events a second one collector brings into the database.
func BenchmarkCollector_Drain(b *testing.B) {
	const events = 10_000
	f := newFixture(b)
	c := f.collector(func(config *collector.Config) { config.Batch = 2000 })
	batch := make([]logs.Event, events)
	for i := range batch {
		batch[i] = logs.Event{
			Time: time.Now(), Level: logs.Warn, Version: 1, Logger: "penstock.runtime.embedded.job", Thread: "Source: orders (1/2)",
			Location: "job.(*task).run(task.go:58)", Message: "a row was skipped, because it cannot be read row=4711", Throwable: []string{"not a number"},
		}
	}
	for b.Loop() {
		b.StopTimer()
		require.NoError(b, f.world.Log(f.handle.ID, batch...))
		b.StartTimer()
		require.NoError(b, c.Drain(context.Background(), f.app.ID, f.handle))
	}
	b.ReportMetric(float64(b.N)*events/b.Elapsed().Seconds(), "events/s")
}
