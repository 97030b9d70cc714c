package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/connector"
)

// steadySource gives rows at a rate, under the name datagen: (due BIGINT, k BIGINT, v STRING).
type steadySource struct {
	rate     int
	duration time.Duration
}

// keys is how many keys there are.
const keys = 10_000

func (s *steadySource) Name() string                                      { return "datagen" }
func (s *steadySource) Check(*connector.Table, bool) error                { return nil }
func (s *steadySource) Source(*connector.Table) (connector.Source, error) { return s, nil }
func (s *steadySource) Sink(*connector.Table) (connector.Sink, error) {
	return nil, fmt.Errorf("it is a source")
}
func (s *steadySource) Bounded() bool                    { return true }
func (s *steadySource) DiscoveryInterval() time.Duration { return 0 }
func (s *steadySource) Changelog() bool                  { return false }
func (s *steadySource) Discover(context.Context) ([]connector.Split, error) {
	return []connector.Split{{ID: "0"}}, nil
}

func (s *steadySource) Open(context.Context, connector.Split) (connector.SplitReader, error) {
	return &steadyReader{steadySource: s, start: time.Now()}, nil
}

type steadyReader struct {
	*steadySource
	start time.Time
	given int
}

// tick is how long the source sleeps where no row is due.
const tick = time.Millisecond

func (r *steadyReader) Read(ctx context.Context, b *batch.Batch, limit int) error {
	due := r.due()
	for due == 0 {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(tick):
		}
		if time.Since(r.start) > r.duration {
			return io.EOF
		}
		due = r.due()
	}
	n := min(due, limit)
	b.Resize(n)
	for i := range n {
		b.Cols[0].I64[i] = r.start.Add(time.Duration(r.given) * time.Second / time.Duration(r.rate)).UnixNano()
		b.Cols[1].I64[i] = int64(r.given*7919) % keys
		b.Cols[2].Str[i] = "the quick brown fox"
		r.given++
	}
	return nil
}

// due is how many rows are to be given by now.
func (r *steadyReader) due() int {
	return int(time.Since(r.start)*time.Duration(r.rate)/time.Second) - r.given
}

func (r *steadyReader) Position() []byte { return nil }
func (r *steadyReader) Close() error     { return nil }

// clockSink tells how long ago rows were due, under the name blackhole.
type clockSink struct {
	from time.Time
	took []time.Duration
}

func (s *clockSink) Name() string                       { return "blackhole" }
func (s *clockSink) Check(*connector.Table, bool) error { return nil }
func (s *clockSink) Source(*connector.Table) (connector.Source, error) {
	return nil, fmt.Errorf("it is a sink")
}
func (s *clockSink) Sink(*connector.Table) (connector.Sink, error) { return s, nil }
func (s *clockSink) Commit(context.Context, [][]byte) error        { return nil }
func (s *clockSink) Abort(context.Context, [][]byte) error         { return nil }
func (s *clockSink) AcceptsChangelog() bool                        { return true }
func (s *clockSink) Watermark(int64) error                         { return nil }
func (s *clockSink) Prepare(int64) ([][]byte, []byte, error)       { return nil, nil, nil }
func (s *clockSink) Close() error                                  { return nil }

func (s *clockSink) Writer(context.Context, connector.WriterContext) (connector.Writer, error) {
	return s, nil
}

func (s *clockSink) Write(b *batch.Batch) error {
	now := time.Now()
	if now.Before(s.from) {
		return nil
	}
	for i := range b.Rows() {
		if row := b.Row(i); b.Kind(row).IsAdd() {
			s.took = append(s.took, time.Duration(now.UnixNano()-b.Cols[0].I64[row]))
		}
	}
	return nil
}
