package operator

import (
	"context"
	"io"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// Operator is a step of a chain in one subtask.
type Operator interface {
	// Open makes the operator ready, with the state it goes on from. It is called once, before anything else but Close.
	Open(c *Context, out Output) error
	// Process handles a batch of an input, counted from 0.
	Process(input int, b *batch.Batch) error
	// Watermark tells the event time of all inputs together. What is due by it is sent, and then the watermark itself.
	Watermark(millis int64) error
	// Snapshot writes the state for a checkpoint.
	Snapshot(w *state.Writer) error
	// Close frees what Open took. It is called once, also when Open failed or was not called.
	Close() error
}

// Output is where an operator sends its results.
type Output interface {
	// Emit lends a batch until it returns.
	Emit(b *batch.Batch) error
	// Watermark tells event time.
	Watermark(millis int64) error
}

// Context is what an operator is told of where it runs.
type Context struct {
	// Context ends with the subtask.
	Context context.Context
	JobID   string
	// Operator is the id that names the state.
	Operator string
	// Subtask counts from 0 to Parallelism-1; Attempt counts the executions of the job.
	Subtask, Parallelism, MaxParallelism, Attempt int
	// Groups are the key groups that the subtask owns.
	Groups batch.GroupRange
	// Empty tells that no row ever comes to the subtask, which begins with a source.
	Empty    bool
	Restored state.Restored
	TimeZone *time.Location
	Clock    func() time.Time
	Stdout   io.Writer
	Stderr   io.Writer
	Logger   *slog.Logger
	Figures  *Figures
}

// exprConfig is what expressions depend on.
func (c *Context) exprConfig() expr.Config { return expr.Config{TimeZone: c.TimeZone, Clock: c.Clock} }

// Figures are what an operator counts. They are read by others while it works.
type Figures struct {
	// LateRecordsDropped counts rows that came too late for all of their windows.
	LateRecordsDropped atomic.Int64
	// RecordsInErrors counts records that a source ignored because they could not be read, as an option of its format says.
	RecordsInErrors atomic.Int64
	// NullRecordsDropped counts rows that a sink dropped because of a NULL in a NOT NULL column.
	NullRecordsDropped atomic.Int64
}

// stateless is embedded in operators without state that do nothing about event time.
type stateless struct{ out Output }

// Watermark implements Operator.
func (s *stateless) Watermark(millis int64) error { return s.out.Watermark(millis) }

// Snapshot implements Operator.
func (s *stateless) Snapshot(*state.Writer) error { return nil }

// Close implements Operator.
func (s *stateless) Close() error { return nil }
