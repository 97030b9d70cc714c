package collector

import (
	"context"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/store"
)

// The defaults of how much of a log is kept for each application.
const (
	DefaultKeepBytes = 64 << 20
	DefaultKeepAge   = 7 * 24 * time.Hour
)

// Target is a cluster whose log is collected.
type Target struct {
	ApplicationID int64
	Handle        driver.Handle
}

// Config is what a [Collector] is made of. Members without "optional" are required.
type Config struct {
	Store *store.Store
	// Driver runs the clusters. One that is no [driver.LogReader] has no logs, and nothing is collected.
	Driver driver.Driver
	// Targets finds the clusters that there are and that the driver reaches.
	Targets func(ctx context.Context) ([]Target, error)
	// KeepBytes and KeepAge are how much of an application's log is kept; optional, see the constants.
	KeepBytes int64
	KeepAge   time.Duration
	// Logger is optional.
	Logger *slog.Logger
	// Metrics is where the metrics are registered; optional.
	Metrics prometheus.Registerer
	// Interval is how often the log of a cluster that logs is asked for, IdleInterval that of one that does not; optional,
	// 250 ms and 2 s.
	Interval, IdleInterval time.Duration
	// Discovery is how often Targets is asked; optional, 1 s.
	Discovery time.Duration
	// Sweep is how often events that are too old are removed; optional, 1 min.
	Sweep time.Duration
	// Batch is how many events are read and stored at once; optional, 2000.
	Batch int
	// Concurrency is how many logs are collected at once, each of which holds a connection to the database while it
	// stores; optional, 4.
	Concurrency int
	// Signals are called at points of the work, for tests; optional.
	Signals TestSignals
}

// TestSignals are points of a collector's work.
type TestSignals struct {
	// Read is called between reading and storing. An error is taken for a death at that point: nothing is stored.
	Read func(target Target, batch driver.LogBatch) error
}

func (c *Config) setDefaults() {
	orDefault(&c.KeepBytes, DefaultKeepBytes)
	orDefault(&c.KeepAge, DefaultKeepAge)
	orDefault(&c.Interval, 250*time.Millisecond)
	orDefault(&c.IdleInterval, 2*time.Second)
	orDefault(&c.Discovery, time.Second)
	orDefault(&c.Sweep, time.Minute)
	orDefault(&c.Batch, 2000)
	orDefault(&c.Concurrency, 4)
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
}

func orDefault[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}
