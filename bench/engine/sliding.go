package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"github.com/penstock/penstock/bench/flink"
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/compile"
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/connector/nexmark"
	"github.com/penstock/penstock/runtime/embedded/heap"
	"github.com/penstock/penstock/runtime/embedded/job"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
)

// hops are windows of an hour that begin every second, over some keys.
const hops = `
CREATE VIEW bid AS
SELECT MOD(bid.auction + 7919 * bid.bidder + 104729 * bid.price, %d) AS k, bid.price AS price, ts FROM events WHERE event_type = 2;
CREATE TABLE results (k BIGINT, s TIMESTAMP(3), n BIGINT, price BIGINT) WITH ('connector' = 'blackhole');
INSERT INTO results
SELECT k, window_start, COUNT(*), SUM(price)
FROM TABLE(HOP(TABLE bid, DESCRIPTOR(ts), INTERVAL '1' SECOND, INTERVAL '1' HOUR))
GROUP BY k, window_start, window_end;
`

// sliding tells how many results, one for each key and window, a second of processor time is enough for: on the embedded engine over
// a million keys, and on both over as few as Flink can do in a minute or so, which looks up 3,600 slices for each result.
func sliding(ctx context.Context, o options) error {
	heap.Tune()
	const keys, seconds = 1_000_000, 60
	many, err := slidingHere(ctx, fmt.Sprintf(events+hops, 4*keys, 4*keys/seconds, 2, true, keys))
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stdout, "windows of an hour every second, %d keys: %.0f thousand results per core-second\n", keys, many.perCoreSecond()/1000)
	if o.flink == "" {
		return nil
	}
	dir, err := os.MkdirTemp("", "penstock-engine-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	classes, err := flink.Build(ctx, o.flink)
	if err != nil {
		return err
	}
	vm := &flink.JVM{
		Name: "Flink with its heap", Settings: flink.AtBest, Classes: classes, Heap: "4g", Dir: dir, Patience: 10 * time.Minute,
	}
	defer vm.Stop()
	const few, input = 5, 450
	// A window fires for each second of input, and after its end, which fires all, for each of the hour that follows.
	script := func(seconds int) string { return fmt.Sprintf(events+hops, 2*few*seconds, 2*few, 2, false, few) }
	// The source that Flink has knows only what all of Nexmark needs.
	known := func(script string) string { return strings.Replace(script, "'keep-alive' = 'false',", "", 1) }
	if _, err := vm.Run(ctx, "warm", known(script(1)), 2); err != nil {
		return err
	}
	r, err := vm.Run(ctx, "sliding", known(script(input)), 2)
	if err != nil {
		return err
	}
	ours, err := slidingHere(ctx, script(input))
	if err != nil {
		return err
	}
	theirs := slid{ours.results, r.CPU}
	fmt.Fprintf(os.Stdout, "%d keys, %d results: %.0f thousand, on Flink at its best %.2f thousand; %.0f times as many (wanted: at least 10), at a million keys %.0f times\n",
		few, ours.results, ours.perCoreSecond()/1000, theirs.perCoreSecond()/1000, ours.perCoreSecond()/theirs.perCoreSecond(),
		many.perCoreSecond()/theirs.perCoreSecond())
	return nil
}

// slid is what came of windows, and the processor time that it took.
type slid struct {
	results int64
	cpu     time.Duration
}

func (s slid) perCoreSecond() float64 { return float64(s.results) / s.cpu.Seconds() }

// slidingHere runs a script in this process to its end, or until no results come any more.
func slidingHere(ctx context.Context, text string) (slid, error) {
	p, err := compile.Compile([]script.File{{Name: "sliding.sql", Text: text}}, nil)
	if err != nil {
		return slid{}, err
	}
	sink := &countingSink{}
	j, err := job.New(p, job.Options{
		Name: "sliding", Parallelism: 2, NoRestart: true, Registry: connector.NewRegistry(nexmark.Factory{}, sink),
	})
	if err != nil {
		return slid{}, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ended := make(chan error, 1)
	before := processorTime()
	go func() { ended <- j.Run(ctx) }()
	const quiet = 2 * time.Second
	for last := int64(-1); ; {
		select {
		case err := <-ended:
			return slid{sink.rows.Load(), processorTime() - before}, err
		case <-time.After(quiet):
		}
		rows, used := sink.rows.Load(), processorTime()-before
		if rows == last && rows > 0 {
			cancel()
			if err := <-ended; err != nil && !errors.Is(err, context.Canceled) {
				return slid{}, fmt.Errorf("end the job: %w", err)
			}
			return slid{rows, used}, nil
		}
		last = rows
	}
}

// countingSink counts rows, under the name blackhole.
type countingSink struct{ rows atomic.Int64 }

func (s *countingSink) Name() string                       { return "blackhole" }
func (s *countingSink) Check(*connector.Table, bool) error { return nil }
func (s *countingSink) Source(*connector.Table) (connector.Source, error) {
	return nil, errors.New("it is a sink")
}
func (s *countingSink) Sink(*connector.Table) (connector.Sink, error) { return s, nil }
func (s *countingSink) Commit(context.Context, [][]byte) error        { return nil }
func (s *countingSink) Abort(context.Context, [][]byte) error         { return nil }
func (s *countingSink) AcceptsChangelog() bool                        { return true }
func (s *countingSink) Watermark(int64) error                         { return nil }
func (s *countingSink) Prepare(int64) ([][]byte, []byte, error)       { return nil, nil, nil }
func (s *countingSink) Close() error                                  { return nil }

func (s *countingSink) Writer(context.Context, connector.WriterContext) (connector.Writer, error) {
	return s, nil
}

func (s *countingSink) Write(b *batch.Batch) error {
	s.rows.Add(int64(b.Rows()))
	return nil
}
