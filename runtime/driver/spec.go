package driver

import (
	"context"
	"io"
	"strings"
	"time"
)

// Spec is everything a cluster needs to know to run one version of one application. Whether a job runs, and from which
// savepoint, is not part of it.
type Spec struct {
	// ID addresses the cluster in every later call.
	ID ClusterID
	// ApplicationARN is the owner, for logs and List.
	ApplicationARN string
	// ApplicationName names the job.
	ApplicationName string
	// Lineage tells the application apart from all others that may write to the same places: those of other accounts and
	// installations, and one of the same name that was there before. It stays the same as long as the application is there.
	Lineage string
	// ApplicationVersion is the version id that Code and the settings belong to.
	ApplicationVersion int64
	// OperationID is the operation on whose behalf the cluster is prepared; empty when it replaces one that died.
	OperationID string
	// FencingToken is the lease term of the reconciler. Of two Prepare calls for one id the driver may refuse the one
	// with the lower token.
	FencingToken int64

	// Keys protect what the cluster keeps; nil for one that keeps everything in clear. They are wiped by whoever made the spec, once
	// Prepare has returned.
	Keys *Keys

	// Runtime is the API's name, such as "FLINK-1_20".
	Runtime string
	// Code is the stored copy of the application's code.
	Code Code
	// Properties are the runtime properties: group id to key to value.
	Properties map[string]map[string]string
	// LogLevel is one of DEBUG, INFO, WARN, ERROR.
	LogLevel string

	// JobID is the id the job must run under: 32 lower case hex digits, see [ClusterID.JobID].
	JobID string
	// Parallelism is the number of parallel subtasks, at least 1.
	Parallelism int
	// MaxParallelism is the number of key groups, at least Parallelism.
	MaxParallelism int
	// ParallelismPerKPU is how many subtasks share one KPU (1 vCPU, 4 GiB).
	ParallelismPerKPU int
	// Checkpointing are the settings of periodic checkpoints.
	Checkpointing Checkpointing
	// RestartDelay is the pause before a failed job is restarted by its cluster; restarts have no limit.
	RestartDelay time.Duration

	// CheckpointsURI is the directory of the checkpoints of one run of the application (from a start or update to the
	// following stop or update), such as file:///…. A cluster that replaces a dead one gets the same directory, with
	// another JobID. The layout is Flink's: <CheckpointsURI>/<JobID>/chk-<n>/_metadata, where _metadata appears last
	// and at once (by rename), and n goes on counting from the checkpoint or savepoint that was restored. Whoever takes
	// over after a death therefore restores the highest n that has a _metadata, without asking anybody.
	CheckpointsURI string
	// SnapshotsURI is the directory below which savepoints of the application are written. Each savepoint call names
	// its target directory below it, and the savepoint appears there as Flink writes it: a directory with a _metadata.
	SnapshotsURI string
}

// Checkpointing are the settings of periodic checkpoints.
type Checkpointing struct {
	// Enabled is false for a job without periodic checkpoints; savepoints work all the same.
	Enabled bool
	// Interval is the time from the start of one checkpoint to the start of the next.
	Interval time.Duration
	// MinPause is the least time between the end of one checkpoint and the start of the next.
	MinPause time.Duration
	// Fixed tells that what the program itself says of checkpoints does not count.
	Fixed bool
}

// CodeKind is the form of an application's code.
type CodeKind string

// The forms of code, by the names the API gives them.
const (
	// PlainText is one script.
	PlainText CodeKind = "PLAINTEXT"
	// ZipFile is a JAR, a Python package, or an archive of scripts.
	ZipFile CodeKind = "ZIPFILE"
)

// Code is the stored copy of an application's code.
type Code struct {
	// Kind says how to read the bytes.
	Kind CodeKind
	// Size is the number of bytes.
	Size int64
	// Open reads the code from its start; the caller closes it. It may be called several times.
	Open func(ctx context.Context) (io.ReadCloser, error)
}

// TextCode is the code of a script that is at hand.
func TextCode(script string) Code {
	return Code{
		Kind: PlainText,
		Size: int64(len(script)),
		Open: func(context.Context) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(script)), nil },
	}
}
