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
	// Targets finds the clusters of the applications that there are and that the driver reaches; nil asks for those of all applications.
	Targets func(ctx context.Context, applicationIDs []int64) ([]Target, error)
	// Changes tells which applications may have other clusters than when it was asked last; optional. Without it, or where it missed
	// one, new clusters are found by Discovery alone.
	Changes Changes
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
	// IdleRate is how many logs of clusters that do not log are asked for in a second, all together: where there are many clusters, each
	// is asked more seldom than IdleInterval says; optional, 1000.
	IdleRate int
	// Discovery is how often Targets is asked for all; optional, 1 min where there are Changes, and 1 s otherwise.
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

// Changes tells of changes. store.Follower implements it.
type Changes interface {
	// Take returns the applications that have changed since it was called last; all is that any may have.
	Take() (applicationIDs []int64, all bool)
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
	orDefault(&c.IdleRate, 1000)
	if c.Changes == nil {
		orDefault(&c.Discovery, time.Second)
	}
	orDefault(&c.Discovery, time.Minute)
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
