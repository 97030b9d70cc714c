// Command penstock runs streaming applications behind the API of Amazon Managed Service for Apache Flink.
//
// It is one static binary: the control plane (serve), the process of one application (cluster, which serve starts), and
// tools. A file of this package is a subcommand; wire.go builds the parts of the control plane.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/penstock/penstock/cli/awscli"
)

func main() {
	os.Exit(run(os.Args[1:]))
}

// run executes one command line and returns the exit code. SIGINT and SIGTERM end the command's context; a second one
// ends the process at once.
func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	root := newRootCommand()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var code exitError
	var told awscli.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &code):
		return int(code)
	case errors.As(err, &told):
		return told.Code
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		return int(interrupted) // ended while it was starting, as it was asked to
	}
	fmt.Fprintln(os.Stderr, "penstock:", err)
	return 1
}

// exitError ends the command with a code after everything there is to say was said.
type exitError int

func (e exitError) Error() string { return fmt.Sprintf("exit code %d", int(e)) }
