package main

import (
	"github.com/spf13/cobra"

	"github.com/penstock/penstock/cli/awscli"
	"github.com/penstock/penstock/cmd/penstock/buildinfo"
)

func newRootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "penstock",
		Short: "Run streaming applications behind the API of Amazon Managed Service for Apache Flink",
		Long: `Penstock runs streaming applications on your own machines, behind the API of Amazon Managed Service for Apache
Flink (kinesisanalyticsv2). The AWS CLI, the SDKs and Terraform's AWS provider work against it unmodified.

Start a server of your own with "penstock serve", or run a script with no server at all with "penstock sql run".`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
	}
	root.AddCommand(newServeCommand(), newDemoCommand(), newClusterCommand(), newMigrateCommand(), newSQLCommand(), newVersionCommand(),
		awscli.NewCommand("penstock/"+buildinfo.Get().Version))
	return root
}
