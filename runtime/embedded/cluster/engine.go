package cluster

import (
	"context"
	"io"
	"log/slog"
	"time"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/rest"
)

// Engine is what the process needs of the engine.
type Engine interface {
	// Compile compiles the scripts. An error that is about the scripts themselves is a *ScriptError.
	Compile(ctx context.Context, a Assignment) (Program, error)
}

// Program is compiled scripts.
type Program interface {
	// NewJob makes the one job of the cluster and checks that RestorePath fits it; nothing runs yet. The error wraps a
	// *rest.RefusedError where the request cannot be met.
	NewJob(ctx context.Context, options JobOptions) (Job, error)
	// CheckRestore tells whether RestorePath fits a job, which is not made. The error wraps a *rest.RefusedError where it does
	// not (an invalid request), or where there is nothing at the path (a conflict).
	CheckRestore(ctx context.Context, options JobOptions) error
	// Preload reads the state at RestorePath, so that a job that is made from a later snapshot of the same job only reads what has
	// changed by then. It returns how many entries of state are held. When ctx ends before, reading goes on.
	Preload(ctx context.Context, options JobOptions) (entries int, err error)
}

// Job is a job that can be run and asked.
type Job interface {
	rest.Job
	// Run runs the job until it reaches a terminal state, whichever it is, or until ctx ends: then it stops as it is and
	// leaves its checkpoints.
	Run(ctx context.Context) error
}

// JobOptions are how a job is to run.
type JobOptions struct {
	// Lineage tells the job's application apart from all others that may write to the same places; Name does by default.
	JobID, Name, Lineage        string
	Parallelism, MaxParallelism int
	// CheckpointInterval is 0 for no periodic checkpoints.
	CheckpointInterval, MinPause time.Duration
	RestartDelay                 time.Duration
	// CheckpointDir is the job's own folder of checkpoints, which gets chk-<n>.
	CheckpointDir string
	// StateDir is a folder of the job's own for state that memory has no room for.
	StateDir string
	// RestorePath is the directory of a savepoint or checkpoint; empty for none.
	RestorePath           string
	AllowNonRestoredState bool
	// MetadataDigest is what the metadata in RestorePath have to be; nil where that is not known.
	MetadataDigest []byte
	// Storage is where these are.
	Storage checkpoint.Storage
	// Keys protect what the job writes, and Owner is whose it is; see checkpoint.Files. Without keys it is written in clear. TakesClear
	// lets RestorePath be in clear although there are keys.
	Keys           checkpoint.Keys
	Owner          string
	TakesClear     bool
	Stdout, Stderr io.Writer
	Logger         *slog.Logger
}

// ScriptError says that a script is wrong, so that compiling it again cannot help.
type ScriptError struct {
	// Err has the text file:line:column: message.
	Err error
}

// Error is the finding with its position.
func (e *ScriptError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *ScriptError) Unwrap() error { return e.Err }
