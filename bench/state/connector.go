package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/connector"
)

// events is the source of the benchmark, under the name datagen: (k BIGINT, v STRING). It gives each key once and then, as fast as
// they are taken, any of the first hot keys.
type events struct {
	keys, hot int64
	// text is what values are cut from: such as hardly compresses.
	text string
	// loaded is closed when each key was given once.
	loaded chan struct{}
	// given is how many of the keys were.
	given atomic.Int64
}

func (e *events) Name() string                                      { return "datagen" }
func (e *events) Check(*connector.Table, bool) error                { return nil }
func (e *events) Source(*connector.Table) (connector.Source, error) { return e, nil }
func (e *events) Sink(*connector.Table) (connector.Sink, error) {
	return nil, fmt.Errorf("it is a source")
}
func (e *events) Bounded() bool                    { return false }
func (e *events) DiscoveryInterval() time.Duration { return 0 }
func (e *events) Changelog() bool                  { return false }
func (e *events) Discover(context.Context) ([]connector.Split, error) {
	return []connector.Split{{ID: "0"}}, nil
}

func (e *events) Open(_ context.Context, split connector.Split) (connector.SplitReader, error) {
	r := &eventReader{events: e, rnd: rand.New(rand.NewPCG(1, 2))}
	if len(split.Position) > 0 {
		next, err := strconv.ParseInt(string(split.Position), 10, 64)
		if err != nil {
			return nil, fmt.Errorf("position of the source: %w", err)
		}
		r.next = next
	}
	return r, nil
}

type eventReader struct {
	*events
	next int64
	rnd  *rand.Rand
}

func (r *eventReader) Read(_ context.Context, b *batch.Batch, limit int) error {
	b.Resize(limit)
	for i := range limit {
		k := r.next
		if r.next++; k >= r.keys {
			k = r.rnd.Int64N(r.hot)
		}
		b.Cols[0].I64[i] = k
		at := r.rnd.IntN(len(r.text) - payload)
		b.Cols[1].Str[i] = r.text[at : at+payload]
	}
	r.given.Store(min(r.next, r.keys))
	if r.loaded != nil && r.next >= r.keys {
		close(r.loaded)
		r.loaded = nil
	}
	return nil
}

func (r *eventReader) Position() []byte { return strconv.AppendInt(nil, r.next, 10) }
func (r *eventReader) Close() error     { return nil }

// gaps is the sink of the benchmark, under the name blackhole: it measures for how long nothing came.
type gaps struct {
	rows    atomic.Int64
	last    atomic.Int64
	longest atomic.Int64
	// first is closed when the first rows come.
	first chan struct{}
}

func (g *gaps) Name() string                       { return "blackhole" }
func (g *gaps) Check(*connector.Table, bool) error { return nil }
func (g *gaps) Source(*connector.Table) (connector.Source, error) {
	return nil, fmt.Errorf("it is a sink")
}
func (g *gaps) Sink(*connector.Table) (connector.Sink, error) { return g, nil }
func (g *gaps) Commit(context.Context, [][]byte) error        { return nil }
func (g *gaps) Abort(context.Context, [][]byte) error         { return nil }
func (g *gaps) AcceptsChangelog() bool                        { return true }
func (g *gaps) Watermark(int64) error                         { return nil }
func (g *gaps) Prepare(int64) ([][]byte, []byte, error)       { return nil, nil, nil }
func (g *gaps) Close() error                                  { return nil }

func (g *gaps) Writer(context.Context, connector.WriterContext) (connector.Writer, error) {
	return g, nil
}

func (g *gaps) Write(b *batch.Batch) error {
	now := time.Now().UnixNano()
	if last := g.last.Swap(now); last != 0 && now-last > g.longest.Load() {
		g.longest.Store(now - last)
	}
	if g.rows.Add(int64(b.Rows())) == int64(b.Rows()) {
		close(g.first)
	}
	return nil
}

// during measures the longest gap, and the rows in a second, while something is done.
func (g *gaps) during(do func() error) (longest time.Duration, perSecond float64, took time.Duration, err error) {
	g.longest.Store(0)
	rows, start := g.rows.Load(), time.Now()
	err = do()
	took = time.Since(start)
	longest = max(time.Duration(g.longest.Load()), time.Since(time.Unix(0, g.last.Load())))
	return longest, float64(g.rows.Load()-rows) / took.Seconds(), took, err
}
