package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/maven"
	"github.com/penstock/penstock/runtime/flink/cluster"
	"github.com/penstock/penstock/runtime/flink/distribution"
	"github.com/penstock/penstock/runtime/flink/java"
)

func newRuntimeCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "runtime",
		Example: "  penstock runtime install",
		Short:   "Install Apache Flink, and list what is installed",
		Long: `Apache Flink runs JARs. It is fetched when an application needs it for the first time; installing it beforehand saves
that start the time, and machines without a network need it.`,
		Args: unknownCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newRuntimeInstallCommand(), newRuntimeListCommand(), newRuntimeRequirementsCommand())
	return cmd
}

// runtimeOptions are the flags of the commands.
type runtimeOptions struct {
	cache, repository, from string
	// python tells that programs in Python are to run, too.
	python bool
}

func (o *runtimeOptions) cacheDir() string {
	if o.cache != "" {
		return o.cache
	}
	return maven.CacheDir(".")
}

func newRuntimeInstallCommand() *cobra.Command {
	var o runtimeOptions
	cmd := &cobra.Command{
		Use:   "install RUNTIME...",
		Short: "Install the Apache Flink of a runtime environment, once for this machine",
		Long: `Install the Apache Flink of a runtime environment: its artifacts are fetched from a Maven repository, compared with the
digests that Penstock was built with, and kept in the cache directory for all control planes of this user. An installation
that broke off goes on where it was.

Without a network, --from names a folder to take them from: a Maven repository such as ~/.m2/repository, a folder that has
all of them side by side, or a distribution of Flink as its project publishes it (with lib/ and plugins/), which is taken as it is.

--python installs PyFlink, too, for programs in Python: a virtual environment of the packages that Penstock was built with, which
pip fetches as it is configured on this machine, or takes from the folder of --from. It needs Python and its module venv.`,
		Example: `  penstock runtime install FLINK-1_20
  penstock runtime install FLINK-1_20 --python
  penstock runtime install FLINK-1_20 --from ~/.m2/repository
  penstock runtime install FLINK-1_20 --from ./flink-1.20.3
  penstock runtime install FLINK-1_20 --repository https://maven.example.com/central`,
		Args:              cobra.MinimumNArgs(1),
		ValidArgsFunction: completeRuntimes,
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, runtime := range args {
				if err := installRuntime(cmd, o, runtime); err != nil {
					return err
				}
				if !o.python {
					continue
				}
				if err := installPython(cmd, o, runtime); err != nil {
					return err
				}
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.cache, "cache", "", "the directory of what is fetched (default: that of the machine, or $"+maven.CacheVariable+")")
	f.StringVar(&o.repository, "repository", "", "the Maven repository to fetch from (default: Maven Central, or $"+maven.RepositoryVariable+")")
	f.StringVar(&o.from, "from", "", "a folder to take everything from, without a network")
	f.BoolVar(&o.python, "python", false, "install PyFlink, too")
	if err := cmd.MarkFlagDirname("from"); err != nil {
		panic(err) // the flag is defined above
	}
	return cmd
}

func completeRuntimes(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return runtimeNames(), cobra.ShellCompDirectiveNoFileComp
}

func runtimeNames() []string {
	var names []string
	for _, v := range distribution.Versions() {
		names = append(names, v.Runtime)
	}
	return names
}

func installRuntime(cmd *cobra.Command, o runtimeOptions, runtime string) error {
	v, known := distribution.Find(strings.ToUpper(runtime))
	if !known {
		return fmt.Errorf("there is no Apache Flink for %q to install; there is for %s", runtime, strings.Join(runtimeNames(), ", "))
	}
	repository := o.repository
	if repository == "" {
		repository = maven.Repository()
	}
	p := &installProgress{out: cmd.ErrOrStderr(), name: v.Runtime, last: time.Now()}
	found, err := distribution.Install(cmd.Context(), v, distribution.Options{
		Cache: o.cacheDir(), Repository: repository, From: o.from, Progress: p.tell,
	})
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(cmd.OutOrStdout(), "%s: Apache Flink %s is in %s\n", v.Runtime, v.Number, found.Dir); err != nil {
		return fmt.Errorf("write to standard output: %w", err)
	}
	machine, err := java.Find(cmd.Context(), v.OldestJava, v.NewestJava)
	if err != nil {
		return fmt.Errorf("Flink is installed, but it cannot run yet: %w", err) //nolint:staticcheck // a name begins it
	}
	if _, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: it runs with Java %d, %s\n", v.Runtime, machine.Major, machine.Executable); err != nil {
		return fmt.Errorf("write to standard output: %w", err)
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "%s: a job is run for some seconds, so that all others start faster\n", v.Runtime)
	_, err = cluster.Train(cmd.Context(), v, o.cacheDir())
	return err
}

// installProgress tells how far an installation is, a line every two seconds.
type installProgress struct {
	out  io.Writer
	name string

	mu   sync.Mutex
	last time.Time
}

func (p *installProgress) tell(done, total int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if now := time.Now(); now.Sub(p.last) >= 2*time.Second {
		p.last = now
		fmt.Fprintf(p.out, "%s: %d of %d MB\n", p.name, done/1e6, total/1e6)
	}
}

func newRuntimeListCommand() *cobra.Command {
	var o runtimeOptions
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the runtime environments that can be installed, and where those that are",
		Example: "  penstock runtime list",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			for _, v := range distribution.Versions() {
				where := "not installed"
				found, err := distribution.Installed(v, o.cacheDir())
				var absent *distribution.NotInstalledError
				switch {
				case err == nil:
					where = found.Dir
				case !errors.As(err, &absent):
					return err
				}
				java := fmt.Sprintf("Java %d-%d", v.OldestJava, v.NewestJava)
				if _, err := fmt.Fprintf(cmd.OutOrStdout(), "%-11s Flink %-7s %-11s %s\n", v.Runtime, v.Number, java, where); err != nil {
					return fmt.Errorf("write to standard output: %w", err)
				}
				if err := listPython(cmd, v, o.cacheDir()); err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&o.cache, "cache", "", "the directory of what is fetched (default: that of the machine, or $"+maven.CacheVariable+")")
	return cmd
}
