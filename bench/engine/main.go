// Command engine measures what the embedded engine promises beside its speed: what checkpoints every second cost, what a second core
// brings, how soon a script gives its first row, and windows of an hour that slide by a second, next to Apache Flink.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime/pprof"
	"slices"
	"strings"
	"syscall"
	"time"
)

// measurement is something to be measured.
type measurement struct {
	name string
	run  func(ctx context.Context, o options) error
}

var measurements = []measurement{
	{"start", start}, {"scaling", scaling}, {"checkpoints", checkpoints}, {"sliding", sliding},
}

// options are the flags.
type options struct {
	penstock, flink string
	runs            int
	events          int64
	// interval is the processor time between two checkpoints.
	interval time.Duration
}

func main() {
	var o options
	flag.StringVar(&o.penstock, "penstock", "bin/penstock", "the binary to measure")
	flag.StringVar(&o.flink, "flink", "bench/flink", "the Maven project that runs Flink; empty leaves Flink out")
	flag.IntVar(&o.runs, "runs", 5, "pairs of runs that a median is of")
	flag.Int64Var(&o.events, "events", 10_000_000, "events of a run")
	flag.DurationVar(&o.interval, "interval", 2*time.Second, "processor time between two checkpoints: two seconds pass in one on two cores")
	names := make([]string, len(measurements))
	for i, m := range measurements {
		names[i] = m.name
	}
	what := flag.String("what", strings.Join(names, ","), "what is to be measured")
	profile := flag.String("cpuprofile", "", "a file for a profile of this process")
	flag.Parse()
	if *profile != "" {
		stop, err := profiled(*profile)
		if err != nil {
			fmt.Fprintln(os.Stderr, "engine:", err)
			os.Exit(1)
		}
		defer stop()
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	failed := false
	for _, m := range measurements {
		if !slices.Contains(strings.Split(*what, ","), m.name) {
			continue
		}
		if err := m.run(ctx, o); err != nil {
			fmt.Fprintf(os.Stderr, "engine: %s: %v\n", m.name, err)
			failed = true
		}
	}
	if failed {
		os.Exit(1)
	}
}

// profiled begins a profile of the processor time of this process, which the function that is returned ends.
func profiled(path string) (stop func(), err error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return func() {
		pprof.StopCPUProfile()
		if err := f.Close(); err != nil {
			fmt.Fprintln(os.Stderr, "engine: write the profile:", err)
		}
	}, nil
}

// median is that of figures, which it sorts.
func median(figures []float64) float64 {
	slices.Sort(figures)
	return figures[len(figures)/2]
}
