package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/maven"
	"github.com/penstock/penstock/runtime/flink/distribution"
	"github.com/penstock/penstock/runtime/flink/python"
)

// installPython installs PyFlink for a runtime whose Flink is installed.
func installPython(cmd *cobra.Command, o runtimeOptions, runtime string) error {
	v, _ := distribution.Find(strings.ToUpper(runtime))
	repository := o.repository
	if repository == "" {
		repository = maven.Repository()
	}
	last := time.Now()
	found, err := python.Install(cmd.Context(), v, python.Options{Cache: o.cacheDir(), Repository: repository, From: o.from, Progress: func(step string) {
		if now := time.Now(); now.Sub(last) >= 2*time.Second {
			last = now
			fmt.Fprintf(cmd.ErrOrStderr(), "%s: %s\n", v.Runtime, step)
		}
	}})
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(cmd.OutOrStdout(), "%s: PyFlink %s is in %s\n", v.Runtime, v.Number, found.Dir); err != nil {
		return fmt.Errorf("write to standard output: %w", err)
	}
	return nil
}

// listPython tells where PyFlink is, if it is installed.
func listPython(cmd *cobra.Command, v distribution.Version, cache string) error {
	found, err := python.Installed(v, cache)
	var absent *python.NotInstalledError
	var unknown *python.UnknownError
	switch {
	case errors.As(err, &absent), errors.As(err, &unknown):
		return nil
	case err != nil:
		return err
	}
	if _, err := fmt.Fprintf(cmd.OutOrStdout(), "%-11s PyFlink %-17s %s\n", "", v.Number, found.Dir); err != nil {
		return fmt.Errorf("write to standard output: %w", err)
	}
	return nil
}

func newRuntimeRequirementsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "requirements RUNTIME",
		Short: "Print the Python packages that a runtime environment takes, as pip reads them",
		Long: `Print the Python packages of a runtime environment, with versions and digests, as pip reads them: to collect them in a folder on a
machine that has a network, for one that has none. The folder also takes the JAR flink-python of the version, from a Maven repository.`,
		Example: `  penstock runtime requirements FLINK-1_20 > requirements.txt
  pip download --no-deps --require-hashes -r requirements.txt -d ./packages
  penstock runtime install FLINK-1_20 --python --from ./packages`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeRuntimes,
		RunE: func(cmd *cobra.Command, args []string) error {
			v, known := distribution.Find(strings.ToUpper(args[0]))
			if !known {
				return fmt.Errorf("there is no Apache Flink for %q; there is for %s", args[0], strings.Join(runtimeNames(), ", "))
			}
			list, err := python.Requirements(v)
			if err != nil {
				return err
			}
			if _, err := cmd.OutOrStdout().Write(list); err != nil {
				return fmt.Errorf("write to standard output: %w", err)
			}
			return nil
		},
	}
}
