package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/runtime/embedded/sqltest"
)

// sqlTestOptions are the flags of sql test.
type sqlTestOptions struct {
	parallelism, batchSize, jobs int
	timeout                      time.Duration
	data, only                   string
	update                       bool
	engine                       engineFlags
}

func newSQLTestCommand() *cobra.Command {
	var o sqlTestOptions
	cmd := &cobra.Command{
		Use:   "test DIR...",
		Short: "Run test cases of your own scripts, such as in CI",
		Long: `Run the test cases in and below folders. A case is a folder with

  script.sql              the script; @CASE@ stands for the folder, @DATA@ for that of --data; what its print tables and queries that
                          stand alone print is its result
  input files             whatever the script reads
  expected.txt            the rows that these hold at the end, in any order
  expected.changelog.txt  if given, the very changes that they print, in their order
  expected_error.txt      in place of both if the script shall fail: lines "phase: validate" or "phase: run",
                          "words: what, the message has", "line: 14"

With --update what the scripts do becomes what is expected. Look at the difference before you commit it. With --engine flink an Apache
Flink on this machine runs the cases, one after the other.
The exit code is 0 if all cases pass.`,
		Example: `  penstock sql test tests/
  penstock sql test tests/ --run 'late|retract' --parallelism 4
  penstock sql test tests/new_case --update
  penstock sql test tests/ --engine flink`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			runner, err := o.engine.runner(cmd, "batch-size")
			if err != nil {
				return err
			}
			if runner == nil {
				return o.run(cmd.Context(), args, cmd.OutOrStdout(), nil)
			}
			if !cmd.Flags().Changed("parallelism") {
				o.parallelism = 0 // the script's own counts, as it does for Flink's
			}
			o.jobs = 1
			return runner.closing(o.run(cmd.Context(), args, cmd.OutOrStdout(), runner))
		},
	}
	f := cmd.Flags()
	f.IntVarP(&o.parallelism, "parallelism", "p", 1, "parallel subtasks of each operator; with more than 1, expected.changelog.txt is not looked at")
	f.IntVar(&o.batchSize, "batch-size", 0, "the largest number of rows that are handed on at once (default: the engine's)")
	f.IntVar(&o.jobs, "jobs", runtime.GOMAXPROCS(0), "how many cases run at once")
	f.DurationVar(&o.timeout, "timeout", time.Minute, "how long a case may take")
	f.StringVar(&o.data, "data", "", "the folder that @DATA@ stands for")
	f.StringVar(&o.only, "run", "", "run the cases whose name matches this regular expression only")
	f.BoolVar(&o.update, "update", false, "make what the scripts do what is expected")
	if err := errors.Join(cmd.MarkFlagDirname("data")); err != nil {
		panic(err) // the flag is defined above
	}
	o.engine.add(cmd)
	return cmd
}

func (o sqlTestOptions) run(ctx context.Context, roots []string, out io.Writer, runner sqltest.Runner) error {
	cases, err := o.find(roots)
	if err != nil {
		return err
	}
	if o.data != "" {
		if o.data, err = filepath.Abs(o.data); err != nil {
			return err
		}
	}
	outcomes := make([]chan outcome, len(cases))
	for i := range outcomes {
		outcomes[i] = make(chan outcome, 1)
	}
	var workers sync.WaitGroup
	defer workers.Wait()
	next := make(chan int)
	for range max(1, o.jobs) {
		workers.Go(func() {
			for i := range next {
				outcomes[i] <- o.runCase(ctx, cases[i], runner)
			}
		})
	}
	workers.Go(func() {
		defer close(next)
		for i := range cases {
			next <- i
		}
	})
	failed := 0
	for i, c := range cases {
		result := <-outcomes[i]
		if ctx.Err() != nil {
			continue // the others end at once
		}
		if !result.passed {
			failed++
		}
		fmt.Fprintf(out, "%-4s %s  (%s)\n", result.word(o.update), c.Name, result.took.Round(time.Millisecond))
		for line := range strings.Lines(result.text) {
			fmt.Fprintf(out, "     %s\n", strings.TrimSuffix(line, "\n"))
		}
	}
	if ctx.Err() != nil {
		return interrupted
	}
	fmt.Fprintf(out, "%d passed, %d failed\n", len(cases)-failed, failed)
	if failed > 0 {
		return exitError(1)
	}
	return nil
}

// find is all cases of the folders that shall be run.
func (o sqlTestOptions) find(roots []string) ([]sqltest.Case, error) {
	only, err := regexp.Compile(o.only)
	if err != nil {
		return nil, fmt.Errorf("--run: %w", err)
	}
	var cases []sqltest.Case
	for _, root := range roots {
		found, err := sqltest.Find(root)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("there is no case in %s: no folder in it has a script.sql", root)
		}
		for _, c := range found {
			if only.MatchString(c.Name) {
				cases = append(cases, c)
			}
		}
	}
	if len(cases) == 0 {
		return nil, fmt.Errorf("no case has a name that matches --run %q", o.only)
	}
	return cases, nil
}

// outcome is what became of a case.
type outcome struct {
	passed, changed bool
	text            string
	took            time.Duration
}

func (o outcome) word(update bool) string {
	switch {
	case !o.passed:
		return "FAIL"
	case update && o.changed:
		return "new"
	}
	return "ok"
}

func (o sqlTestOptions) runCase(ctx context.Context, c sqltest.Case, runner sqltest.Runner) outcome {
	ctx, cancel := context.WithTimeoutCause(ctx, o.timeout, fmt.Errorf("no end within %s (--timeout)", o.timeout))
	defer cancel()
	began := time.Now()
	result, err := c.Run(ctx, sqltest.Options{Parallelism: o.parallelism, BatchSize: o.batchSize, Data: o.data, Runner: runner})
	took := time.Since(began)
	if err == nil && ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	difference := ""
	if err == nil {
		difference, err = c.Compare(result)
	}
	if err == nil && difference != "" && o.update {
		if err = c.Update(result); err == nil {
			return outcome{passed: true, changed: true, text: difference, took: took}
		}
	}
	if err != nil {
		difference = err.Error()
	}
	return outcome{passed: difference == "", text: difference, took: took}
}
