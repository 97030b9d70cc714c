// Package connector reads and writes tables of the embedded engine: the interfaces of sources and sinks, the registry by
// the name that WITH ('connector' = ...) gives, and the built-in connectors in folders of their own.
package connector

import (
	"context"
	"io"
	"log/slog"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// Column is a column of a table as a connector sees it.
type Column struct {
	Name string
	Type types.Type
	// Metadata is the key of a METADATA column; empty for a physical column.
	Metadata string
}

// Table is what a connector is told of a table.
type Table struct {
	// ID is that of the plan node that reads or writes the table: unique in its job, and the same after a restart or an
	// update of the job. A sink knows by it what earlier attempts left behind.
	ID string
	// Job keeps two jobs of one script apart, also those of two installations that write to one folder.
	Job string
	// Name is for errors and logs.
	Name    string
	Options map[string]string
	// Columns are all columns that the connector reads or writes, in order of declaration.
	Columns []Column
	// Projected are the indexes of Columns that a source must deliver, in that order; for a sink, those it is given.
	Projected []int
	// PrimaryKey and PartitionedBy are indexes of Columns.
	PrimaryKey, PartitionedBy []int
	// TimeZone is the session time zone.
	TimeZone *time.Location
	Logger   *slog.Logger
}

// Split is a part of a source that one reader reads from front to back: a file, a partition, a share of a sequence. It is
// kept in checkpoints.
type Split struct {
	// ID is unique in its source and stable: a split that was once discovered is not read twice.
	ID string `json:"id"`
	// Position is where to go on, as SplitReader.Position gave it; empty for the beginning.
	Position []byte `json:"position,omitempty"`
}

// Source reads a table.
type Source interface {
	// Bounded tells whether the source ends by itself.
	Bounded() bool
	// Discover returns the splits that exist now, those already known included, in the order in which they are to be read.
	// It is called once at the start, and again every DiscoveryInterval where that is not 0.
	Discover(ctx context.Context) ([]Split, error)
	DiscoveryInterval() time.Duration
	// Open starts reading a split at its position.
	Open(ctx context.Context, split Split) (SplitReader, error)
	// Mode tells whether rows carry kinds other than Insert.
	Changelog() bool
}

// Backlog is what a Source is, too, where it can tell how much there is to read.
type Backlog interface {
	// Pending is about how many rows wait: those of the splits given, which nobody has begun to read, and what is left of those that
	// are being read. It is asked for again and again while the source is read, and has to be cheap; -1 means that it is not known now.
	Pending(unread []Split) (rows int64)
}

// BatchBytes is about how many bytes the rows of a read take at most, unless a single one takes more: what is read is in memory several
// times until it has passed the job.
const BatchBytes = 1 << 20

// SplitReader reads one split. It is used by one goroutine.
type SplitReader interface {
	// Read replaces the contents of b, whose columns are the projected ones, by up to limit rows. It returns with the rows
	// that are there as soon as it has any, waits for more when it has none, and returns io.EOF, with or without rows, at
	// the end of the split. It returns ctx.Err() soon after ctx is done. Rows end early that take more than BatchBytes.
	Read(ctx context.Context, b *batch.Batch, limit int) error
	// Position is where to go on after the rows of the last Read.
	Position() []byte
	io.Closer
}

// Skipper is what a SplitReader is, too, where its format may ignore records that cannot be read.
type Skipper interface {
	// Skipped is how many records were ignored since the split was opened.
	Skipped() int64
}

// Sink writes a table.
type Sink interface {
	// Writer makes the writer of one subtask of the sink's parallelism.
	Writer(ctx context.Context, subtask WriterContext) (Writer, error)
	// Commit makes visible what writers prepared in a checkpoint that is now complete. It may be called again with the
	// same committables after a recovery and then does nothing. Sinks without two phases return nil.
	Commit(ctx context.Context, committables [][]byte) error
	// Abort removes what attempts before this one left over and no checkpoint knows: everything uncommitted that is not
	// among keep. It is called before the writers of a recovered or restarted job are made.
	Abort(ctx context.Context, keep [][]byte) error
	// AcceptsChangelog tells whether rows of other kinds than Insert may be written.
	AcceptsChangelog() bool
}

// WriterContext tells a writer who it is.
type WriterContext struct {
	JobID string
	// Subtask counts from 0 to Parallelism-1.
	Subtask, Parallelism int
	// Attempt counts the executions of the job within this process, from 0.
	Attempt        int
	Stdout, Stderr io.Writer
	// State is what Writer.Snapshot returned in the checkpoint that is restored; nil at first. After a change of
	// parallelism a writer may be given several writers' state.
	State [][]byte
}

// Writer is the writer of one subtask, used by one goroutine.
type Writer interface {
	Write(b *batch.Batch) error
	// Watermark tells event time; most writers ignore it.
	Watermark(millis int64) error
	// Prepare closes what was written so far, durably, on a checkpoint's barrier and returns what Commit needs, and the
	// writer's state; both are kept in the checkpoint.
	Prepare(checkpointID int64) (committables [][]byte, state []byte, err error)
	io.Closer
}
