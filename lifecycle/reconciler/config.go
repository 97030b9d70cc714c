package reconciler

import (
	"context"
	"io"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/penstock/penstock/lifecycle/decide"
	"github.com/penstock/penstock/lifecycle/health"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/store"
)

// DefaultIdleInterval is rare: what changes is told of, and this only makes up for what nobody can think of.
const DefaultIdleInterval = time.Hour

// Config is what a [Reconciler] is made of. Members without "optional" are required.
type Config struct {
	// Store keeps the rows.
	Store *store.Store
	// Code reads the copies of applications' code.
	Code CodeReader
	// Driver runs the clusters.
	Driver driver.Driver
	// Jobs makes the client of a cluster's REST API; optional, [FlinkJobs] by default.
	Jobs func(endpoint driver.Endpoint) JobClient
	// Keys are those that clusters protect what they keep with; optional, without them it is kept in clear.
	Keys DataKeys
	// Storage is where checkpoints and snapshots lie.
	Storage Storage
	// Logs stores the end of what clusters log before they are destroyed; optional, without it that is lost.
	Logs LogCollector
	// Owner names this control plane in leases, for people who look at the table.
	Owner string
	// Logger is optional.
	Logger *slog.Logger
	// Metrics is where the metrics are registered; optional.
	Metrics prometheus.Registerer
	// KeyPatience is how long an operation goes on trying while keys are throttled or cannot be reached; optional, 2 min.
	KeyPatience time.Duration
	// Limits bound what is waited for; optional, [decide.DefaultLimits] by default.
	Limits decide.Limits
	// LeaseTerm is how long a control plane that dies keeps its applications from the others; optional, 5 s.
	LeaseTerm time.Duration
	// CallTimeout bounds each call to a driver or a cluster; optional, 30 s.
	CallTimeout time.Duration
	// LookTimeout bounds each look at a cluster, after which it is taken as unknown; optional, 5 s.
	LookTimeout time.Duration
	// SweepInterval is the time between two searches for leftovers; optional, 30 s.
	SweepInterval time.Duration
	// RepairInterval is the time after which a lost notification is made up for; optional, 30 s.
	RepairInterval time.Duration
	// IdleInterval is about the time after which an application is looked at although neither a request nor its cluster
	// asked for it; optional, [DefaultIdleInterval].
	IdleInterval time.Duration
	// BeatInterval is the time between two signs of life to the other control planes, and Silence the time without one
	// after which they take over; optional, 1 s and 4 s.
	BeatInterval, Silence time.Duration
	// MaxParallelism is the number of key groups of jobs; optional, 128.
	MaxParallelism int
	// RestartDelay is the pause before a cluster brings a failed job back; optional, 10 s.
	RestartDelay time.Duration
	// Vitals are given each sample of the running jobs that this control plane watches; optional.
	Vitals []VitalsConsumer
	// SampleInterval is the time between two samples of a job, four times as long while the job does nothing, and SampleConcurrency
	// is how many are taken at once; optional, 30 s and 8.
	SampleInterval    time.Duration
	SampleConcurrency int
	// Health says when a job is not healthy; optional, [health.DefaultThresholds] by default.
	Health health.Thresholds
	// Concurrency is how many applications are worked on at once; optional, 64.
	Concurrency int
	// LongestWatch is the longest pause between two looks at something that changes soon; optional, 200 ms.
	LongestWatch time.Duration
	// Now is the clock; optional.
	Now func() time.Time
	// Signals are called at points of the work, for tests; optional.
	Signals TestSignals
}

// CodeReader reads the copies of applications' code. codestore.Packages implements it.
type CodeReader interface {
	// Open reads the content of a copy; the caller closes it.
	Open(ctx context.Context, id int64) (io.ReadCloser, error)
}

// Storage is where durable state lies. runtime/durable implements it.
type Storage interface {
	// ApplicationURI is the directory of everything of the application; the other URIs lie below it.
	ApplicationURI(applicationID int64) string
	// CheckpointsURI is the directory of the checkpoints of one run.
	CheckpointsURI(applicationID int64, run string) string
	// SnapshotsURI is the directory of all snapshots, SnapshotURI that of one.
	SnapshotsURI(applicationID int64) string
	SnapshotURI(applicationID int64, directory string) string
	// MakeCheckpoints makes the directory of the checkpoints of a run, which is no error where it is there.
	MakeCheckpoints(ctx context.Context, checkpointsURI string) error
	// NewestCheckpoint finds the complete checkpoint with the highest number; empty when there is none. The error is
	// fs.ErrNotExist where there is not even the directory.
	NewestCheckpoint(ctx context.Context, checkpointsURI string) (string, error)
	// Savepoint finds the complete savepoint of a snapshot; empty when there is none.
	Savepoint(ctx context.Context, snapshotURI string) (string, error)
	// MetadataDigest is the SHA-256 of the metadata of a complete savepoint, as they are stored.
	MetadataDigest(ctx context.Context, savepointURI string) ([]byte, error)
	// Size is the number of bytes below the URI.
	Size(ctx context.Context, uri string) (int64, error)
	// Remove removes everything below the URI; nothing there is success.
	Remove(ctx context.Context, uri string) error
}

// TestSignals are called at points of the work. The zero value costs nothing.
type TestSignals struct {
	// Point is called before and after every effect on the outside and on the rows, by a name such as
	// "before prepare cluster". An error ends the work there, as the death of the control plane would.
	Point func(name string) error
	// Applied is called after each action.
	Applied func(applicationID int64, action decide.Action)
	// Released is called when a lease is given back, with the last action.
	Released func(applicationID int64, action decide.Action)
	// Swept is called after each search for leftovers, with the number of clusters that were destroyed.
	Swept func(destroyed int)
}

func (s *TestSignals) point(name string) error {
	if s.Point == nil {
		return nil
	}
	return s.Point(name)
}

func (c *Config) setDefaults() {
	orDefault(&c.LeaseTerm, 5*time.Second)
	orDefault(&c.CallTimeout, 30*time.Second)
	orDefault(&c.LookTimeout, 5*time.Second)
	orDefault(&c.KeyPatience, 2*time.Minute)
	orDefault(&c.SweepInterval, 30*time.Second)
	orDefault(&c.RepairInterval, 30*time.Second)
	orDefault(&c.IdleInterval, DefaultIdleInterval)
	orDefault(&c.BeatInterval, time.Second)
	orDefault(&c.Silence, 4*time.Second)
	orDefault(&c.MaxParallelism, 128)
	orDefault(&c.RestartDelay, 10*time.Second)
	orDefault(&c.SampleInterval, 30*time.Second)
	orDefault(&c.SampleConcurrency, 8)
	orDefault(&c.Concurrency, 64)
	orDefault(&c.LongestWatch, 200*time.Millisecond)
	orDefault(&c.Limits, decide.DefaultLimits())
	orDefault(&c.Health, health.DefaultThresholds())
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Jobs == nil {
		c.Jobs = FlinkJobs
	}
	if c.Now == nil {
		c.Now = time.Now
	}
}

func orDefault[T comparable](value *T, otherwise T) {
	var zero T
	if *value == zero {
		*value = otherwise
	}
}
