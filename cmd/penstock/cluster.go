package main

import (
	"github.com/spf13/cobra"

	"github.com/penstock/penstock/cmd/penstock/buildinfo"
	"github.com/penstock/penstock/runtime/embedded/cluster"
	"github.com/penstock/penstock/runtime/embedded/heap"
	"github.com/penstock/penstock/runtime/local"
)

func newClusterCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "cluster [DIR]",
		Short: "Run the cluster of one application (started by serve)",
		Long: `Run the cluster of one application on the embedded engine. "penstock serve" starts it, one process per application.

What is to be run, and the keys of the application, are handed over through a pipe. Without one, such as by hand, the directory (by
default the current one) holds cluster.json with all there is to know, and nothing is encrypted. The directory gets the socket of the
Flink REST API and the log. The job runs when it is told to over REST.`,
		Example: `  penstock cluster /var/lib/penstock/clusters/ps-0123456789abcdef0123-1`,
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			o := cluster.Options{Dir: dir, Engine: cluster.NewEngine(), Revision: buildinfo.Get().Revision}
			handover, err := local.InheritedSecret()
			if err != nil {
				return err
			}
			if handover != nil {
				defer handover.Close()
				o.Handover = handover
			}
			heap.Tune()
			return cluster.Run(cmd.Context(), o)
		},
	}
}
