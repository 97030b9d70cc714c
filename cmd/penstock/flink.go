package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/penstock/penstock/maven"
	"github.com/penstock/penstock/runtime/flink"
	"github.com/penstock/penstock/runtime/flink/cluster"
	"github.com/penstock/penstock/runtime/kubernetes/pod"
	"github.com/penstock/penstock/runtime/local"
)

// newFlinkEngine makes the engine for a control plane with a data directory.
func newFlinkEngine(dataDir string, o flinkOptions) *flink.Engine {
	return flink.New(flink.Options{Cache: maven.CacheDir(dataDir), Repository: maven.Repository(), FilesMiB: o.filesMiB})
}

// flinkOptions are the flags of serve that clusters on Apache Flink are told of.
type flinkOptions struct{ filesMiB int }

func (o *flinkOptions) register(f *pflag.FlagSet) {
	f.IntVar(&o.filesMiB, "flink-files-mib", 0, "how much a TaskManager of Apache Flink may have in files where these lie in memory, as those of applications with keys do, "+
		"in MiB; never more than half of the memory there is (default: 4096; with --runtime kubernetes the pods' volumes say)")
}

func (o flinkOptions) check(runtime string) error {
	switch {
	case o.filesMiB < 0:
		return errors.New("--flink-files-mib must not be less than nothing")
	case o.filesMiB > 0 && runtime != runtimeLocal:
		return errors.New("--flink-files-mib is for --runtime local: in pods files lie in a volume")
	}
	return nil
}

func newFlinkCommand() *cobra.Command {
	var elsewhere bool
	var filesMiB int64
	cmd := &cobra.Command{
		Use:     flink.Command + " [DIR]",
		Example: "  penstock " + flink.Command + " /var/lib/penstock/clusters/ps-0123456789abcdef0123-1",
		Short:   "Keep the cluster of one application on Apache Flink (started by serve)",
		Hidden:  true,
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			executable, err := ownExecutable()
			if err != nil {
				return err
			}
			o := cluster.Options{Dir: dir, Executable: executable, Cache: os.Getenv(maven.CacheVariable), FilesPerProcess: filesMiB << 20}
			handover, err := local.InheritedSecret()
			if err != nil {
				return err
			}
			if handover != nil {
				defer handover.Close()
				o.Handover = handover
			}
			if elsewhere {
				l, address, err := pod.ListenForWorkers(cmd.Context())
				if err != nil {
					return err
				}
				o.Elsewhere = &cluster.Elsewhere{Listener: l, Address: address}
			}
			return cluster.Run(cmd.Context(), o)
		},
	}
	cmd.Flags().Int64Var(&filesMiB, flink.FilesFlag, 0, "how much a TaskManager may have in files that lie in memory, in MiB")
	cmd.Flags().BoolVar(&elsewhere, flink.ElsewhereFlag, false, "wait for TaskManagers in pods of their own")
	return cmd
}

// ownExecutable is the path of this very program.
func ownExecutable() (string, error) {
	if runtime.GOOS == "linux" {
		return "/proc/self/exe", nil // this one, also after its file was replaced
	}
	executable, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("find this program: %w", err)
	}
	return executable, nil
}

func newFlinkExecCommand() *cobra.Command {
	return &cobra.Command{
		Use:                cluster.ExecCommand + " SURROUNDINGS COMMAND...",
		Example:            "  penstock " + cluster.ExecCommand + ` '{"folder":"."}' java -version`,
		Short:              "Run a command in surroundings of its own",
		Hidden:             true,
		DisableFlagParsing: true,
		Args:               cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return cluster.Exec(args)
		},
	}
}
