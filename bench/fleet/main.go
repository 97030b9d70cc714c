// Command fleet measures a large fleet in the simulated runtime: thousands of applications whose clusters exist in memory only,
// kept by several control planes on one real Postgres. It prints how soon a state change is acted on, what the fleet costs while
// nothing happens, and how soon every application has an owner again after one of the control planes was killed.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

// options say how much is measured.
type options struct {
	applications, controlPlanes, changes int
	idle                                 time.Duration
}

func main() {
	var o options
	flag.IntVar(&o.applications, "applications", 10_000, "how many applications run")
	flag.IntVar(&o.controlPlanes, "control-planes", 3, "how many control planes there are, at least two")
	flag.IntVar(&o.changes, "changes", 400, "how many applications are stopped and started while the others run, one each 20 ms")
	flag.DurationVar(&o.idle, "idle", 30*time.Second, "how long nothing happens while the cost is measured")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := measure(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "fleet:", err)
		os.Exit(1)
	}
}

func measure(ctx context.Context, o options) error {
	f, err := newFleet(ctx, o)
	if err != nil {
		return err
	}
	defer f.close()
	began := time.Now()
	if err := f.begin(ctx); err != nil {
		return err
	}
	took := time.Since(began)
	row("create and start all", "%8.1f s, %.0f/s", took.Seconds(), float64(o.applications)/took.Seconds())
	var failures error
	for _, part := range []func(context.Context) error{f.measureIdle, f.measureChanges, f.measureTakeover} {
		// What one part finds wrong does not keep the others from being measured.
		failures = errors.Join(failures, part(ctx))
	}
	if load, err := os.ReadFile("/proc/loadavg"); err == nil {
		row("load of the machine in the last 1, 5 and 15 minutes", "%s", strings.Join(strings.Fields(string(load))[:3], " "))
	}
	return failures
}

func row(what, format string, args ...any) {
	fmt.Fprintf(os.Stdout, "%-52s %s\n", what, fmt.Sprintf(format, args...))
}
