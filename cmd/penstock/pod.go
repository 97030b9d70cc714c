package main

import (
	"github.com/spf13/cobra"

	"github.com/penstock/penstock/runtime/kubernetes/pod"
)

func newPodCommand() *cobra.Command {
	var o pod.Options
	cmd := &cobra.Command{
		Use:   "pod",
		Short: "Run the first process of a cluster's pod (started by Kubernetes)",
		Long: `Run the first process of a cluster's pod. "penstock serve --runtime kubernetes" makes pods that run it. It waits for the control plane,
which hands over what is to be run and the keys of the application, over a connection on which both prove who they are.`,
		Example: "  penstock pod --dir /work --identity /identity",
		Hidden:  true,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			logger, err := newLogger(cmd.ErrOrStderr(), "info")
			if err != nil {
				return err
			}
			o.Logger = logger
			return pod.Run(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.Dir, "dir", ".", "the working directory of the cluster")
	f.StringVar(&o.Identity, "identity", "/identity", "the folder with the pod's identity")
	f.StringVar(&o.Termination, "termination", "", "a file that gets the reason of the end")
	return cmd
}
