package job

import (
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"time"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/connector"
)

// The defaults of Options.
const (
	DefaultMaxParallelism    = 128
	DefaultBatchSize         = 1024
	DefaultRestartDelay      = time.Second
	DefaultCheckpointTimeout = 10 * time.Minute
	// DefaultCancellationTimeout is Flink's task.cancellation.timeout.
	DefaultCancellationTimeout = 3 * time.Minute
)

// maxMaxParallelism is Flink's upper bound of key groups.
const maxMaxParallelism = 1 << 15

// Options say how a job runs.
type Options struct {
	// JobID is 32 lower case hex digits; a random one by default.
	JobID string
	Name  string
	// Lineage stays the same for as long as the job's state lives, and no other job that writes to the same place has it; Name by
	// default.
	Lineage string
	// Parallelism is the number of subtasks of each vertex; by default the script's parallelism.default, or 1.
	Parallelism int
	// MaxParallelism is the number of key groups, the upper bound of Parallelism for as long as the state lives; by default
	// the script's pipeline.max-parallelism, or DefaultMaxParallelism. A restored job keeps the number that its state was written with.
	MaxParallelism int
	// BatchSize is the largest number of rows that a source hands on at once; DefaultBatchSize by default. A source that
	// has fewer rows never waits for more.
	BatchSize int

	// CheckpointInterval is the time between the starts of periodic checkpoints; 0 turns them off.
	CheckpointInterval time.Duration
	// MinPause is the least time between the end of a checkpoint and the start of the next.
	MinPause time.Duration
	// CheckpointTimeout fails a checkpoint that takes longer; DefaultCheckpointTimeout by default.
	CheckpointTimeout time.Duration
	// CancellationTimeout is for how long the end of an attempt waits for its tasks; DefaultCancellationTimeout by default. One that is
	// stuck, such as in a sink that takes nothing any more, is left behind then: what it was to write is never committed.
	CancellationTimeout time.Duration
	// TolerableFailures is how many checkpoints may fail in a row before the job fails.
	TolerableFailures int
	// CheckpointDir is the job's own folder of checkpoints. Without one, state is not kept and a restart begins at
	// RestorePath or from nothing.
	CheckpointDir string
	// RetainedCheckpoints is how many completed checkpoints are kept; 1 by default.
	RetainedCheckpoints int
	// Storage opens and makes the files of checkpoints; the local file system by default.
	Storage checkpoint.Storage
	// Keys protect what is written, and Owner is whose it is; see checkpoint.Files. Without keys it is written in clear.
	Keys  checkpoint.Keys
	Owner string

	// RestorePath is the checkpoint or savepoint that the job starts from; empty for none.
	RestorePath string
	// TakesClear lets RestorePath be in clear although there are Keys: it was written before there were.
	TakesClear bool
	// Preloaded is what Preload has read of an earlier snapshot of the same job; nil for none.
	Preloaded *checkpoint.Snapshot
	// MetadataDigest is what the metadata in RestorePath have to be, as [checkpoint.MetadataDigest] tells; nil where that is not known.
	MetadataDigest []byte
	// AllowNonRestoredState lets state in RestorePath go that belongs to no operator of the plan.
	AllowNonRestoredState bool

	// ReadAppended makes sources read what was appended to the parts, such as files, that the state in RestorePath had read to their
	// end.
	ReadAppended bool
	// SavepointAtEnd is a folder below which the job takes a savepoint when it has read all input that there was at its start, and
	// ends. Event time is not brought to its end. Empty for a job that runs on, or to the end of its input.
	SavepointAtEnd string

	// StateDir is a folder of the job's own for state that memory has no room for; a temporary one by default.
	StateDir string
	// MemoryLimit is how many bytes the process may take; by default what the machine or the container has. State of which there
	// is more than fits goes to disk.
	MemoryLimit int64
	// StateMemory is how many bytes of state may be in memory; by default a share of MemoryLimit that the script may choose.
	StateMemory int64

	// NoRestart makes the first failure of a task end the job.
	NoRestart bool
	// RestartDelay is the pause before a restart; DefaultRestartDelay by default.
	RestartDelay time.Duration

	// Profile is told what the operators do and how long that takes; nil for none.
	Profile *Profile

	// Stdout and Stderr are what the print connector writes to, one call at a time over both; by default what it writes is
	// thrown away.
	Stdout, Stderr io.Writer
	Logger         *slog.Logger
	Registry       connector.Registry
	// Clock tells the processing time; time.Now by default.
	Clock func() time.Time
}

var jobIDPattern = regexp.MustCompile(`^[0-9a-f]{32}$`)

// files are the files of the job's own checkpoints.
func (o Options) files() checkpoint.Files {
	return checkpoint.Files{Storage: o.Storage, Keys: o.Keys, Owner: o.Owner}
}

// restoredFiles are those of a checkpoint or savepoint that the job goes on from.
func (o Options) restoredFiles(path string) checkpoint.Files {
	files := o.files()
	if path == o.RestorePath {
		files.TakesClear, files.MetadataDigest = o.TakesClear, o.MetadataDigest
	}
	return files
}

// withDefaults checks the options and fills in what was left out.
func (o Options) withDefaults() (Options, error) {
	if o.JobID == "" {
		o.JobID = randomID()
	}
	setDefault(&o.Lineage, o.Name)
	setDefault(&o.Parallelism, 1)
	setDefault(&o.MaxParallelism, max(DefaultMaxParallelism, o.Parallelism))
	setDefault(&o.BatchSize, DefaultBatchSize)
	setDefault(&o.CheckpointTimeout, DefaultCheckpointTimeout)
	setDefault(&o.CancellationTimeout, DefaultCancellationTimeout)
	setDefault(&o.RetainedCheckpoints, 1)
	setDefault(&o.RestartDelay, DefaultRestartDelay)
	if o.Storage == nil {
		o.Storage = checkpoint.LocalStorage{}
	}
	if o.Stdout == nil {
		o.Stdout = io.Discard
	}
	if o.Stderr == nil {
		o.Stderr = io.Discard
	}
	o.Stdout, o.Stderr = serialized(o.Stdout, o.Stderr)
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	switch {
	case !jobIDPattern.MatchString(o.JobID):
		return o, fmt.Errorf("job id %q is not 32 lower case hexadecimal digits", o.JobID)
	case o.Parallelism < 1:
		return o, fmt.Errorf("parallelism must be at least 1, not %d", o.Parallelism)
	case o.MaxParallelism < o.Parallelism || o.MaxParallelism > maxMaxParallelism:
		return o, fmt.Errorf("the maximum parallelism must be from %d (the parallelism) to %d, not %d",
			o.Parallelism, maxMaxParallelism, o.MaxParallelism)
	case o.BatchSize < 1:
		return o, fmt.Errorf("batch size must be at least 1, not %d", o.BatchSize)
	case o.CheckpointInterval < 0 || o.MinPause < 0 || o.CheckpointTimeout < 0 || o.CancellationTimeout < 0 || o.RestartDelay < 0:
		return o, fmt.Errorf("checkpoint interval, pause and timeout, the cancellation timeout and the restart delay must not be negative")
	case o.RetainedCheckpoints < 1:
		return o, fmt.Errorf("at least 1 checkpoint must be retained, not %d", o.RetainedCheckpoints)
	}
	return o, nil
}

func setDefault[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}
