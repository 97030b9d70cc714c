package main

import (
	"os"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/maven"
	"github.com/penstock/penstock/runtime/flink"
	"github.com/penstock/penstock/runtime/flink/cluster"
	"github.com/penstock/penstock/runtime/kubernetes/pod"
)

func newTaskManagerCommand() *cobra.Command {
	return &cobra.Command{
		Use:     flink.WorkerCommand + " [DIR]",
		Example: "  penstock " + flink.WorkerCommand + " /work",
		Short:   "Run a TaskManager of a cluster on Apache Flink in a pod of its own (started by Kubernetes)",
		Long: `Run a TaskManager of a cluster on Apache Flink in a pod of its own. "penstock serve --runtime kubernetes" makes pods that run it. It
connects to the pod of the JobManager, which tells it what to run, over a connection on which both prove who they are.`,
		Hidden: true,
		Args:   cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			logger, err := newLogger(cmd.ErrOrStderr(), "info")
			if err != nil {
				return err
			}
			executable, err := ownExecutable()
			if err != nil {
				return err
			}
			return cluster.RunWorker(cmd.Context(), cluster.WorkerOptions{
				Dir: dir, Address: os.Getenv(pod.AddressVariable), Connect: pod.DialCluster, Executable: executable,
				Cache: os.Getenv(maven.CacheVariable), Logger: logger,
			})
		},
	}
}
