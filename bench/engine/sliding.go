package main

import (
	"context"
	"errors"
	"fmt"
	"os"
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
// a million keys, on Flink over as few as it can do. Its input ends, after which it fires the windows of an hour, which is 3,600 for each
// key; that of the embedded engine stays open, so that only the windows fire that event time has come to.
func sliding(ctx context.Context, o options) error {
	heap.Tune()
	const keys, seconds = 1_000_000, 14
	ours, err := slidingHere(ctx, fmt.Sprintf(events+hops, 4*keys, 4*keys/seconds, 2, true, keys))
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stdout, "windows of an hour every second, %d keys: %.0f thousand results per core-second\n", keys, ours/1000)
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
	const few, hour = 10, 3600
	vm := &flink.JVM{
		Name: "Flink with its heap", Settings: flink.AtBest, Classes: classes, Heap: "4g", Dir: dir, Patience: 10 * time.Minute,
	}
	defer vm.Stop()
	r, err := vm.Run(ctx, "sliding", fmt.Sprintf(events+hops, 1000, 1000, 2, false, few), 2)
	if err != nil {
		return err
	}
	theirs := few * hour / r.CPU.Seconds()
	fmt.Fprintf(os.Stdout, "the same on Flink at its best, %d keys: %.2f thousand; ratio %.0f (wanted: at least 10)\n", few, theirs/1000, ours/theirs)
	return nil
}

// slidingHere runs a script in this process until no results come any more, and returns how many there were in a second of processor
// time.
func slidingHere(ctx context.Context, text string) (float64, error) {
	p, err := compile.Compile([]script.File{{Name: "sliding.sql", Text: text}}, nil)
	if err != nil {
		return 0, err
	}
	sink := &countingSink{}
	j, err := job.New(p, job.Options{
		Name: "sliding", Parallelism: 2, NoRestart: true, Registry: connector.NewRegistry(nexmark.Factory{}, sink),
	})
	if err != nil {
		return 0, err
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
			return 0, errors.Join(errors.New("the job has ended"), err)
		case <-time.After(quiet):
		}
		rows, used := sink.rows.Load(), processorTime()-before
		if rows == last {
			cancel()
			if err := <-ended; err != nil && !errors.Is(err, context.Canceled) {
				return 0, fmt.Errorf("end the job: %w", err)
			}
			return float64(rows) / used.Seconds(), nil
		}
		if last = rows; rows == 0 {
			last = -1
		}
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
