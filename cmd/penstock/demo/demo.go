// Package demo is `penstock demo`: a control plane with the application flight-delays, real data replayed into it, and its
// results on the terminal.
//
// The control plane is a process of its own, started as a user would, and spoken to through its API alone. When it is
// killed, the demo starts it again; the application has gone on meanwhile.
package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/penstock/penstock/examples/flightdelays"
)

const (
	// application is the name of the demo's application.
	application = "flight-delays"
	// replayStep of scheduled time is written into the watched folder each replayInterval: a day in four seconds.
	replayStep     = 3 * time.Hour
	replayInterval = 500 * time.Millisecond
	// stopPatience is how long the way back to the prompt may take.
	stopPatience = 2 * time.Minute
)

// Options are what the command line says.
type Options struct {
	// DataDir holds everything.
	DataDir string
	// Listen is the address of the API.
	Listen string
	// Executable is the penstock binary that runs as the control plane.
	Executable string
	// Out is the terminal.
	Out io.Writer
}

// Run runs the demo until ctx ends, then stops the application with a snapshot, and the control plane.
func Run(ctx context.Context, o Options) (err error) {
	// A reader that goes away, such as head, ends the demo like Ctrl-C does instead of killing it.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	dir, err := filepath.Abs(o.DataDir)
	if err != nil {
		return fmt.Errorf("find the data directory: %w", err)
	}
	input, output := filepath.Join(dir, "demo", "flights"), filepath.Join(dir, "demo", "hot-spots")
	replay, err := flightdelays.NewReplay(input, replayStep)
	if err != nil {
		return err
	}
	p := &progress{out: o.Out}
	server, err := startServer(ctx, o, dir, p)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.stop(p)) }()
	app, err := newApp(dir)
	if err != nil {
		return err
	}
	// What is known of the results before the application goes on is not printed again.
	results, err := newResults(output)
	if err != nil {
		return err
	}
	if err := app.run(ctx, p, input, output); err != nil && ctx.Err() == nil {
		return err
	} else if ctx.Err() != nil {
		return nil // Ctrl-C before there was anything to show is an end like any other
	}
	defer func() { err = errors.Join(err, app.stop(context.WithoutCancel(ctx), p)) }()
	printHints(o.Out, dir)

	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	go func() {
		if err := replay.Run(ctx, replayInterval); err != nil {
			cancel(err)
		}
	}()
	go func() {
		if err := server.supervise(ctx, p); err != nil {
			cancel(err)
		}
	}()
	err = results.follow(ctx, o.Out)
	if errors.Is(err, syscall.EPIPE) {
		err = nil
	}
	if cause := context.Cause(ctx); !errors.Is(cause, context.Canceled) {
		err = errors.Join(err, cause)
	}
	return err
}

func printHints(out io.Writer, dir string) {
	fmt.Fprintf(out, `
In another terminal:

  export AWS_SHARED_CREDENTIALS_FILE=%[1]s/aws/credentials AWS_CONFIG_FILE=%[1]s/aws/config
  aws kinesisanalyticsv2 describe-application --application-name %[2]s
  aws kinesisanalyticsv2 create-application-snapshot --application-name %[2]s --snapshot-name mine
  aws kinesisanalyticsv2 list-application-operations --application-name %[2]s
  pkill -9 -f 'penstock serve'      # the application goes on; the demo starts the control plane again

Ctrl-C stops the application with a snapshot; the next run goes on from there.

Delay hot spots: an hour in which at least ten flights left an airport, on average more than 20 minutes late.

`, dir, application)
}
