package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/runtime/embedded/compile"
	"github.com/penstock/penstock/runtime/embedded/connector/builtin"
	"github.com/penstock/penstock/runtime/embedded/job"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
)

// sqlCheckOptions are the flags of sql check.
type sqlCheckOptions struct {
	restore    string
	properties []string
}

func newSQLCheckCommand() *cobra.Command {
	var o sqlCheckOptions
	cmd := &cobra.Command{
		Use:   "check FILE",
		Short: "Check a Flink SQL script, and what it would make of a state",
		Long: `Check a Flink SQL script without running it. What is wrong with it is told as by "penstock sql run"; an application takes
no queries that stand alone, which are printed there.

With --restore it is also told, for each operator, what becomes of its state in a savepoint (or checkpoint) if the script goes on
from there: taken over, new, lost, or of another kind than the operator needs. The exit code is 1 if state is lost or does not
fit. Neither the savepoint nor any table is touched, so this can be asked while the job that wrote it runs.`,
		Example: `  penstock sql check query.sql
  penstock sql check --restore state changed.sql`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.run(cmd.Context(), args[0], cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.restore, "restore", "", "a savepoint or checkpoint, or a folder of which the newest one is taken")
	f.StringVar(&o.restore, "savepoint", "", "the same as --restore")
	cmd.MarkFlagsMutuallyExclusive("restore", "savepoint")
	f.StringArrayVar(&o.properties, "property", nil, "a runtime property for ${group:key}, as group:key=value; may be repeated")
	return cmd
}

func (o sqlCheckOptions) run(ctx context.Context, path string, in io.Reader, out, errOut io.Writer) error {
	properties, err := parseProperties(o.properties)
	if err != nil {
		return err
	}
	file, err := readScript(path, in)
	if err != nil {
		return err
	}
	plan, err := compile.Interactive([]script.File{file}, properties)
	if err == nil && len(plan.Reports) == 0 {
		err = compile.CheckRunnable(plan)
	}
	if err != nil {
		return refused(errOut, file, err)
	}
	if o.restore == "" {
		return nil
	}
	state, err := newestSavepoint(o.restore)
	if err != nil {
		return fmt.Errorf("--restore: %w", err)
	}
	fates, err := job.CompareState(ctx, plan, job.Options{Name: file.Name, RestorePath: state, Registry: builtin.Registry()})
	if err != nil {
		return refused(errOut, file, err)
	}
	return tellFates(out, fates)
}

// tellFates writes a line for each operator; the error is an exit code if state would not be taken over.
func tellFates(out io.Writer, fates []job.OperatorState) error {
	var result error
	for _, o := range fates {
		line := fmt.Sprintf("%-12s  %s", o.Fate, o.Description)
		if o.Err != nil {
			line += ": " + o.Err.Error()
		}
		if _, err := fmt.Fprintln(out, line); err != nil {
			return fmt.Errorf("write to standard output: %w", err)
		}
		if o.Fate == job.StateLost || o.Fate == job.StateUnfit {
			result = exitError(1)
		}
	}
	return result
}
