package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/maven"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
	"github.com/penstock/penstock/runtime/flink/distribution"
	"github.com/penstock/penstock/runtime/flink/trial"
)

// The engines that run scripts without a server.
const (
	embeddedEngine = "embedded"
	flinkEngine    = "flink"
)

// engineFlags are the flags that choose what runs scripts.
type engineFlags struct{ name, runtime string }

func (e *engineFlags) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&e.name, "engine", embeddedEngine, "what runs the script: embedded, or flink for an Apache Flink on this machine, which needs Java")
	f.StringVar(&e.runtime, "runtime", "FLINK-1_20", "the version of Apache Flink, with --engine flink")
	err := errors.Join(
		cmd.RegisterFlagCompletionFunc("engine", cobra.FixedCompletions([]string{embeddedEngine, flinkEngine}, cobra.ShellCompDirectiveNoFileComp)),
		cmd.RegisterFlagCompletionFunc("runtime", completeRuntimes),
	)
	if err != nil {
		panic(err) // the flags are defined above
	}
}

// runner makes what runs scripts where that is not the embedded engine; nil where it is. The flags of the others are refused that only the
// embedded engine has.
func (e *engineFlags) runner(cmd *cobra.Command, embeddedOnly ...string) (*flinkRunner, error) {
	switch e.name {
	case embeddedEngine:
		if cmd.Flags().Changed("runtime") {
			return nil, errors.New("--runtime is for --engine flink")
		}
		return nil, nil
	case flinkEngine:
	default:
		return nil, fmt.Errorf("--engine %q is neither %s nor %s", e.name, embeddedEngine, flinkEngine)
	}
	for _, flag := range embeddedOnly {
		if cmd.Flags().Changed(flag) {
			return nil, fmt.Errorf("--%s is for the embedded engine", flag)
		}
	}
	version, known := distribution.Find(strings.ToUpper(e.runtime))
	if !known {
		return nil, fmt.Errorf("there is no Apache Flink for %q; there is for %s", e.runtime, strings.Join(runtimeNames(), ", "))
	}
	p := &installProgress{out: cmd.ErrOrStderr(), name: version.Runtime, last: time.Now()}
	options := trial.Options{
		Version: version, Cache: new(runtimeOptions).cacheDir(), Repository: maven.Repository(), Progress: p.tell, Errors: cmd.ErrOrStderr(),
	}
	if verbose := cmd.Flags().Lookup("verbose"); verbose != nil && verbose.Changed {
		options.LogLevel = "INFO"
	}
	cluster, err := trial.Open(cmd.Context(), options)
	if err != nil {
		return nil, err
	}
	return &flinkRunner{cluster}, nil
}

// flinkRunner runs scripts on Apache Flink.
type flinkRunner struct{ *trial.Cluster }

// closing ends Flink and returns err, or what went wrong with that.
func (r *flinkRunner) closing(err error) error {
	if closeErr := r.Close(); err == nil {
		return closeErr
	}
	return err
}

// RunScript implements sqltest.Runner.
func (r *flinkRunner) RunScript(ctx context.Context, file script.File, parallelism int, out io.Writer) (phase string, err error) {
	err = r.Run(ctx, trial.Script{File: file, Parallelism: parallelism}, out)
	var failure *trial.ScriptError
	if errors.As(err, &failure) {
		return failure.Phase, err
	}
	return "run", err
}

// run runs a script on Apache Flink as `sql run` does on the embedded engine.
func (r *flinkRunner) run(ctx context.Context, o sqlRunOptions, path string, in io.Reader, out, errOut io.Writer) error {
	properties, err := parseProperties(o.properties)
	if err != nil {
		return err
	}
	file, err := readScript(path, in)
	if err != nil {
		return err
	}
	err = r.Run(ctx, trial.Script{File: file, Properties: properties, Parallelism: o.parallelism}, out)
	var failure *trial.ScriptError
	switch {
	case ctx.Err() != nil:
		return interrupted
	case errors.As(err, &failure):
		fmt.Fprintln(errOut, failure)
		return exitError(1)
	case err != nil:
		return refused(errOut, file, err)
	}
	return nil
}
