// Command update measures what an update costs an application that has much state: how long the update takes, and for how long
// nothing is processed because of it. It measures starts and rollbacks of the same application beside it.
//
// It drives the real binary with its private Postgres. An update's times come from the operation, as its owner reads them, and once
// more from outside: the longest pause between two rows that the job prints. The rows are made from a steady stream of events that
// goes through the same operators as the state, so that they come only while all of it is processed.
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

	"github.com/penstock/penstock/bench/controlplane"
)

func main() {
	binary := flag.String("penstock", "bin/penstock", "the binary to measure")
	runs := flag.Int("runs", 20, "how often each thing is measured")
	size := flag.Int("state", 100, "how much state the application has, in MB")
	parallelism := flag.Int("parallelism", 2, "the application's parallelism")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := measure(ctx, *binary, *runs, *size, *parallelism); err != nil {
		fmt.Fprintln(os.Stderr, "update:", err)
		os.Exit(1)
	}
}

func measure(ctx context.Context, binary string, runs, size, parallelism int) error {
	dir, err := os.MkdirTemp("", "penstock-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	server, err := controlplane.Start(ctx, binary, dir)
	if err != nil {
		return err
	}
	defer server.Stop()
	a := &application{
		api: server.API, data: server.Data, input: filepath.Join(dir, "input"), empty: filepath.Join(dir, "empty"), parallelism: parallelism, keys: size * 1_000_000 / bytesPerKey,
	}
	if err := a.fill(ctx); err != nil {
		return fmt.Errorf("bring up an application with %d MB of state: %w", size, err)
	}
	figures := &figures{}
	for i := range runs {
		if err := a.cycle(ctx, i, figures); err != nil {
			return fmt.Errorf("run %d: %w", i, err)
		}
	}
	return figures.print(runs)
}

// figures are what was measured.
type figures struct {
	// state are the sizes of the snapshots in bytes.
	state []int64
	// start is from a start to RUNNING with state, empty the same without.
	start, empty []time.Duration
	// update and rollback are what operations took, downtime and rollbackDowntime for how long nothing was processed by what they say,
	// gap by what was seen from outside.
	update, downtime, gap                   []time.Duration
	rollback, rollbackDowntime, rollbackGap []time.Duration
}

func (f *figures) print(runs int) error {
	slices.Sort(f.state)
	_, err := fmt.Fprintf(os.Stdout, "%d runs, snapshots of %.0f MB\n", runs, float64(f.state[len(f.state)/2])/1e6)
	for _, row := range []struct {
		what  string
		times []time.Duration
		limit string
	}{
		{"start with no state, to RUNNING", f.empty, "300"},
		{"start from a snapshot of that size, to RUNNING", f.start, ""},
		{"update, by its operation", f.update, "2000"},
		{"  nothing processed, by its operation", f.downtime, "250"},
		{"  longest pause of the output", f.gap, "250"},
		{"rollback, by its operation", f.rollback, "update"},
		{"  nothing processed, by its operation", f.rollbackDowntime, ""},
		{"  longest pause of the output", f.rollbackGap, ""},
	} {
		slices.Sort(row.times)
		n := len(row.times)
		_, printErr := fmt.Fprintf(os.Stdout, "%-50s %6.0f ms median, %5.0f to %5.0f  wanted: %s\n", row.what,
			millis(row.times[n/2]), millis(row.times[0]), millis(row.times[n-1]), row.limit)
		if printErr != nil {
			err = printErr
		}
	}
	return err
}

func millis(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
