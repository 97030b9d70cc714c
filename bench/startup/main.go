// Command startup measures what a user waits for and what an idle installation costs: the time from StartApplication to
// RUNNING, the time of a stop with a snapshot and of an update, and the memory of the control plane and of an idle cluster.
//
// It drives the real binary through the AWS SDK, on a data directory of its own.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"
	"time"
)

func main() {
	binary := flag.String("penstock", "bin/penstock", "the binary to measure")
	runs := flag.Int("runs", 30, "how often each thing is measured")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := measure(ctx, *binary, *runs); err != nil {
		fmt.Fprintln(os.Stderr, "startup:", err)
		os.Exit(1)
	}
}

func measure(ctx context.Context, binary string, runs int) error {
	dir, err := os.MkdirTemp("", "penstock-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	input := filepath.Join(dir, "input")
	if err := os.Mkdir(input, 0o755); err != nil {
		return err
	}
	began := time.Now()
	srv, err := startServer(ctx, binary, filepath.Join(dir, "data"))
	if err != nil {
		return err
	}
	defer srv.Stop()
	fmt.Fprintf(os.Stdout, "%-44s %8.0f ms\n", "first start of the control plane", millis(time.Since(began)))

	const name = "bench"
	if err := srv.create(ctx, name, script(input, 0)); err != nil {
		return err
	}
	var starts, stops, updates []time.Duration
	for i := range runs {
		took, err := srv.timeStart(ctx, name)
		if err != nil {
			return fmt.Errorf("start %d: %w", i, err)
		}
		starts = append(starts, took)
		if took, err = srv.timeUpdate(ctx, name, script(input, i+1)); err != nil {
			return fmt.Errorf("update %d: %w", i, err)
		}
		updates = append(updates, took)
		if i == runs-1 {
			break // leave it running for the figures of memory
		}
		if took, err = srv.timeStop(ctx, name); err != nil {
			return fmt.Errorf("stop %d: %w", i, err)
		}
		stops = append(stops, took)
	}
	row("StartApplication to RUNNING", starts)
	row("UpdateApplication (running) to RUNNING", updates)
	row("StopApplication with snapshot to READY", stops)
	return srv.reportMemory(ctx)
}

// script is a windowed aggregation over a watched folder; n makes each version's text its own.
func script(input string, n int) string {
	return fmt.Sprintf(`-- version %d
CREATE TABLE events (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)
WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'json', 'source.monitor-interval' = '1s');
CREATE TABLE results (k STRING, n BIGINT, s INT) WITH ('connector' = 'blackhole');
INSERT INTO results SELECT k, COUNT(*), SUM(v) FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, k;`, n, input)
}

func row(what string, times []time.Duration) {
	slices.Sort(times)
	fmt.Fprintf(os.Stdout, "%-44s %8.0f ms median, %.0f ms min, %.0f ms max (%d runs)\n", what,
		millis(times[len(times)/2]), millis(times[0]), millis(times[len(times)-1]), len(times))
}

func millis(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
