package cloudwatch

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/penstock/penstock/store"
)

// API is what is called of CloudWatch Logs.
type API interface {
	PutLogEvents(ctx context.Context, in *cloudwatchlogs.PutLogEventsInput, options ...func(*cloudwatchlogs.Options)) (
		*cloudwatchlogs.PutLogEventsOutput, error)
}

// Config is what a [Deliverer] is made of. Members without "optional" are required.
type Config struct {
	Store *store.Store
	// Owner names this control plane in leases, for people who look at the table.
	Owner string
	// API makes the client, when there is something to deliver for the first time; optional, [Connect] by default.
	API func(ctx context.Context) (API, error)
	// Logger is optional.
	Logger *slog.Logger
	// Metrics is where the metrics are registered; optional.
	Metrics prometheus.Registerer
	// Interval is how often it is looked for something to deliver, and the pause between two calls for one stream that
	// has nothing left; optional, 1 s.
	Interval time.Duration
	// SyncInterval is how often logging options are looked at; optional, 2 s.
	SyncInterval time.Duration
	// Term is how long a delivery that a dead control plane worked on is left; optional, 2 min. It is longer than a call
	// takes.
	Term time.Duration
	// CallTimeout bounds each call; optional, 30 s.
	CallTimeout time.Duration
	// Concurrency is how many streams are delivered to at once; optional, 4.
	Concurrency int
	// Backoff is the pause after so many failures in a row, of which the first is 1; optional. slow is true where somebody
	// has to do something before another attempt can succeed.
	Backoff func(failures int, slow bool) time.Duration
	// Signals are called at points of the work, for tests; optional.
	Signals TestSignals
}

// TestSignals are points of a deliverer's work.
type TestSignals struct {
	// Sent is called between a call and writing it down. An error is taken for a death at that point.
	Sent func() error
}

func (c *Config) setDefaults() {
	orDefault(&c.Interval, time.Second)
	orDefault(&c.SyncInterval, 2*time.Second)
	orDefault(&c.Term, 2*time.Minute)
	orDefault(&c.CallTimeout, 30*time.Second)
	orDefault(&c.Concurrency, 4)
	if c.API == nil {
		c.API = Connect
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Backoff == nil {
		c.Backoff = backoff
	}
}

func orDefault[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

// backoff doubles from half a second to a minute, or slowly from half a minute to five; half of it is random.
func backoff(failures int, slow bool) time.Duration {
	first, most := 500*time.Millisecond, time.Minute
	if slow {
		first, most = 30*time.Second, 5*time.Minute
	}
	pause := min(first<<min(failures-1, 16), most)
	return pause/2 + rand.N(pause/2+1)
}
