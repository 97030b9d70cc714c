// Command engine measures what the embedded engine promises beside its speed: what checkpoints every second cost, what a second core
// brings, how soon a script gives its first row, and windows of an hour that slide by a second, next to Apache Flink.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
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
}

func main() {
	var o options
	flag.StringVar(&o.penstock, "penstock", "bin/penstock", "the binary to measure")
	flag.StringVar(&o.flink, "flink", "bench/flink", "the Maven project that runs Flink; empty leaves Flink out")
	flag.IntVar(&o.runs, "runs", 5, "pairs of runs that a median is of")
	flag.Int64Var(&o.events, "events", 10_000_000, "events of a run")
	names := make([]string, len(measurements))
	for i, m := range measurements {
		names[i] = m.name
	}
	what := flag.String("what", strings.Join(names, ","), "what is to be measured")
	flag.Parse()
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

// median is that of figures, which it sorts.
func median(figures []float64) float64 {
	slices.Sort(figures)
	return figures[len(figures)/2]
}
