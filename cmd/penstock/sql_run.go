package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/compile"
	"github.com/penstock/penstock/runtime/embedded/connector/builtin"
	"github.com/penstock/penstock/runtime/embedded/heap"
	"github.com/penstock/penstock/runtime/embedded/job"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
)

// sqlRunOptions are the flags of sql run.
type sqlRunOptions struct {
	parallelism int
	batchSize   int
	properties  []string
	// savepoint is a folder to write a savepoint below once all present input was read, restore a savepoint or a folder of them.
	savepoint, restore string
	allowNonRestored   bool
	verbose, profile   bool
	engine             engineFlags
}

// interrupted is the exit code of a command that SIGINT ended.
const interrupted exitError = 130

func newSQLRunCommand() *cobra.Command {
	var o sqlRunOptions
	cmd := &cobra.Command{
		Use:   "run FILE",
		Short: "Run a Flink SQL script in this process",
		Long: `Run a Flink SQL script in this process, to the end of its input or until Ctrl-C.

What print tables print, the rows of queries that stand alone, and what EXPLAIN, SHOW and DESCRIBE tell, goes to standard output. A script that is wrong is refused before anything runs, with
file:line:column: message on standard error. The exit code is 0 at the end of all input, 130 after Ctrl-C, and 1 for
everything else. A failure ends the run: nothing is restarted, and no state is kept.

With --savepoint the run ends when all input that was there at its start has been read, also where a table is watched for more.
What waits for event time goes on to wait: it is in the savepoint, whose path is told on standard error. With --restore the run
goes on from there: of a filesystem table it reads new files, and what was appended to files that were read before. DIR is a
savepoint, or a folder with several, of which the newest is taken.

EXPLAIN ANALYZE of a query or an INSERT runs it, throws the rows of a query away, and prints the plan with what each operator did.

With --engine flink the script runs on an Apache Flink in a Java of this machine instead, and prints the same.`,
		Example: `  penstock sql run query.sql
  penstock sql run -p 4 --property paths:input=/data query.sql
  penstock sql run --profile query.sql
  penstock sql run --savepoint state query.sql
  penstock sql run --restore state query.sql
  penstock sql run --engine flink query.sql
  penstock sql run - < query.sql`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("parallelism") && o.parallelism < 1 {
				return fmt.Errorf("--parallelism %d is not positive", o.parallelism)
			}
			runner, err := o.engine.runner(cmd, "batch-size", "savepoint", "restore", "allow-non-restored-state", "profile")
			if err != nil {
				return err
			}
			if runner == nil {
				return o.run(cmd.Context(), args[0], cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr())
			}
			return runner.closing(runner.run(cmd.Context(), o, args[0], cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr()))
		},
	}
	o.engine.add(cmd)
	f := cmd.Flags()
	f.IntVarP(&o.parallelism, "parallelism", "p", 0, "parallel subtasks of each operator; by default parallelism.default of the script, or 1")
	f.IntVar(&o.batchSize, "batch-size", job.DefaultBatchSize, "the largest number of rows that are handed on at once")
	f.StringArrayVar(&o.properties, "property", nil, "a runtime property for ${group:key}, as group:key=value; may be repeated")
	f.StringVar(&o.savepoint, "savepoint", "", "end with a savepoint below this folder once all present input was read")
	f.StringVar(&o.restore, "restore", "", "begin with a savepoint, or the newest one below a folder")
	f.BoolVar(&o.allowNonRestored, "allow-non-restored-state", false, "let state go that belongs to no operator of the script")
	f.BoolVar(&o.profile, "profile", false, "tell on standard error what each operator did and how long that took it")
	f.BoolVarP(&o.verbose, "verbose", "v", false, "tell on standard error what happens")
	return cmd
}

func (o sqlRunOptions) run(ctx context.Context, path string, in io.Reader, out, errOut io.Writer) error {
	if o.batchSize < 1 {
		return fmt.Errorf("--batch-size %d is not positive", o.batchSize)
	}
	properties, err := parseProperties(o.properties)
	if err != nil {
		return err
	}
	file, err := readScript(path, in)
	if err != nil {
		return err
	}
	plan, err := compile.Interactive([]script.File{file}, properties)
	if err != nil {
		return refused(errOut, file, err)
	}
	for _, report := range plan.Reports {
		if _, err := fmt.Fprintln(out, report); err != nil {
			return fmt.Errorf("write to standard output: %w", err)
		}
	}
	if len(plan.Sinks) == 0 {
		if len(plan.Reports) == 0 {
			fmt.Fprintf(errOut, "%s: nothing to run: the script has no INSERT INTO\n", file.Name)
		}
		return nil
	}
	heap.Tune()
	logger := slog.New(slog.DiscardHandler)
	if o.verbose {
		logger = slog.New(slog.NewTextHandler(errOut, nil))
	}
	options := job.Options{
		Name: file.Name, Parallelism: o.parallelism, BatchSize: o.batchSize, NoRestart: true,
		Stdout: out, Stderr: errOut, Logger: logger, Registry: builtin.Registry(),
	}
	if err := o.states(&options); err != nil {
		return err
	}
	if o.profile || len(plan.Analyzed) > 0 {
		options.Profile = job.NewProfile()
	}
	j, err := job.New(plan, options)
	if err != nil {
		return refused(errOut, file, err)
	}
	err = j.Run(ctx)
	if err := o.tell(options.Profile, plan, out, errOut); err != nil {
		return err
	}
	switch {
	case ctx.Err() != nil:
		return interrupted
	case err != nil:
		return refused(errOut, file, err)
	}
	if c := j.Checkpoints().LatestSavepoint; c != nil {
		fmt.Fprintf(errOut, "savepoint: %s\n", c.Path)
	}
	return nil
}

// states fills in where the run begins and ends.
func (o sqlRunOptions) states(to *job.Options) (err error) {
	if o.savepoint != "" {
		if to.SavepointAtEnd, err = filepath.Abs(o.savepoint); err != nil {
			return fmt.Errorf("--savepoint: %w", err)
		}
	}
	if o.restore != "" {
		if to.RestorePath, err = newestSavepoint(o.restore); err != nil {
			return fmt.Errorf("--restore: %w", err)
		}
		to.ReadAppended, to.AllowNonRestoredState = true, o.allowNonRestored
	}
	return nil
}

// newestSavepoint is the savepoint that a path means: itself, or the one in a folder that was completed last.
func newestSavepoint(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(filepath.Join(path, checkpoint.MetadataFile)); err == nil {
		return path, nil
	}
	found, err := filepath.Glob(filepath.Join(path, "*", checkpoint.MetadataFile))
	if err != nil {
		return "", err
	}
	newest, at := "", time.Time{}
	for _, f := range found {
		info, err := os.Stat(f)
		if err != nil {
			return "", err
		}
		if newest == "" || info.ModTime().After(at) {
			newest, at = filepath.Dir(f), info.ModTime()
		}
	}
	if newest == "" {
		return "", fmt.Errorf("there is no savepoint in %s", path)
	}
	return newest, nil
}

// refused says what is wrong with a script, in the form that editors know.
func refused(errOut io.Writer, file script.File, err error) error {
	var wrong *script.Error
	if errors.As(err, &wrong) {
		fmt.Fprintln(errOut, wrong)
	} else {
		fmt.Fprintf(errOut, "%s: %v\n", file.Name, err)
	}
	return exitError(1)
}

func readScript(path string, in io.Reader) (script.File, error) {
	if path == "-" {
		text, err := io.ReadAll(in)
		if err != nil {
			return script.File{}, fmt.Errorf("read the script from standard input: %w", err)
		}
		return script.File{Name: "stdin", Text: string(text)}, nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return script.File{}, fmt.Errorf("read the script: %w", err)
	}
	return script.File{Name: path, Text: string(text)}, nil
}

// parseProperties reads group:key=value.
func parseProperties(flags []string) (map[string]map[string]string, error) {
	properties := map[string]map[string]string{}
	for _, flag := range flags {
		name, value, hasValue := strings.Cut(flag, "=")
		group, key, hasKey := strings.Cut(name, ":")
		if !hasValue || !hasKey || group == "" || key == "" {
			return nil, fmt.Errorf("--property %q is not group:key=value", flag)
		}
		if properties[group] == nil {
			properties[group] = map[string]string{}
		}
		properties[group][key] = value
	}
	return properties, nil
}
