package main

import (
	"github.com/spf13/cobra"

	"github.com/penstock/penstock/cmd/penstock/buildinfo"
	"github.com/penstock/penstock/runtime/embedded/cluster"
)

func newClusterCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "cluster [DIR]",
		Short: "Run the cluster of one application (started by serve)",
		Long: `Run the cluster of one application on the embedded engine. "penstock serve" starts it, one process per application.

The directory, by default the current one, holds cluster.json with all there is to know, and gets the socket of the Flink
REST API, logs, and what print sinks write. The job runs when it is told to over REST.`,
		Example: `  penstock cluster /var/lib/penstock/clusters/ps-0123456789abcdef0123-1`,
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			return cluster.Run(cmd.Context(), cluster.Options{
				Dir: dir, Engine: cluster.NewEngine(), Revision: buildinfo.Get().Revision,
			})
		},
	}
}
