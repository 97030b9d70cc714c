package command

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/cli/connect"
	"github.com/penstock/penstock/cli/names"
	"github.com/penstock/penstock/cli/terminal"
)

// Groups of commands in the help.
const (
	GroupApplications = "applications"
	GroupServer       = "server"
	GroupTools        = "tools"
)

// base is what all commands have: the server, and where they write.
type base struct {
	connect connect.Options
	output  string // table or json
	out     io.Writer
	errOut  io.Writer
	in      io.Reader
	paint   terminal.Paint
	target  *connect.Target
	api     *client.Client
}

// newBase adds the flags that say which server a command speaks to, and with output its format.
func newBase(cmd *cobra.Command, output bool) *base {
	b := &base{}
	f := cmd.Flags()
	f.StringVar(&b.connect.DataDir, "data-dir", "", "data directory `DIR` of a local server, for its address and credentials (or "+connect.DataDirVariable+")")
	f.StringVar(&b.connect.Endpoint, "endpoint-url", "", "`URL` of the server")
	f.StringVar(&b.connect.Region, "region", "", "`REGION` that applications are in")
	f.StringVar(&b.connect.Profile, "profile", "", "`PROFILE` of the AWS configuration")
	mustRegister(cmd.MarkFlagDirname("data-dir"))
	if output {
		f.StringVarP(&b.output, "output", "o", "table", "`FORMAT`: table or json")
		mustRegister(cmd.RegisterFlagCompletionFunc("output", cobra.FixedCompletions([]string{"table", "json"}, cobra.ShellCompDirectiveNoFileComp)))
	}
	for _, name := range []string{"data-dir", "endpoint-url", "region", "profile"} {
		mustRegister(f.SetAnnotation(name, serverFlag, []string{"true"}))
	}
	cmd.GroupID = GroupApplications
	return b
}

// mustRegister is for calls that fail only where a flag does not exist.
func mustRegister(err error) {
	if err != nil {
		panic(err)
	}
}

// action is what a command does once its server is known.
type action func(ctx context.Context, args []string) error

// run connects and does the action. Errors are put into words.
func (b *base) run(do action) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		b.out, b.errOut, b.in = cmd.OutOrStdout(), cmd.ErrOrStderr(), cmd.InOrStdin()
		b.paint = terminal.PaintFor(b.out)
		if b.output != "" && b.output != "table" && b.output != "json" {
			return fmt.Errorf("--output %q is neither table nor json", b.output)
		}
		var err error
		if b.target, err = connect.Resolve(cmd.Context(), b.connect); err != nil {
			return err
		}
		if b.api, err = b.target.Client(cmd.Context()); err != nil {
			return err
		}
		return explain(do(cmd.Context(), args))
	}
}

func (b *base) isJSON() bool { return b.output == "json" }

// writeJSON writes a value for programs.
func (b *base) writeJSON(v any) error {
	e := json.NewEncoder(b.out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// progress tells what goes on, on standard error, so that standard output has the result only.
func (b *base) progress() *terminal.Progress { return terminal.NewProgress(b.errOut, b.isJSON()) }

// completeApplication offers the names of applications for the first argument.
func (b *base) completeApplication(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return names.Of(cmd.Context(), b.connect, "ApplicationName", ""), cobra.ShellCompDirectiveNoFileComp
}

// completeOf offers names of one kind that belong to the application that is the first argument.
func (b *base) completeOf(member string) func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return func(cmd *cobra.Command, args []string, last string) ([]string, cobra.ShellCompDirective) {
		switch len(args) {
		case 0:
			return b.completeApplication(cmd, args, last)
		case 1:
			return names.Of(cmd.Context(), b.connect, member, args[0]), cobra.ShellCompDirectiveNoFileComp
		default:
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
	}
}

// pause waits, or returns the context's error.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// isInteractive tells whether somebody is there to answer a question.
func (b *base) isInteractive() bool {
	f, ok := b.in.(*os.File)
	return ok && terminal.Is(f)
}
