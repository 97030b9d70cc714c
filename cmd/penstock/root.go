package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/cli/awscli"
	"github.com/penstock/penstock/cli/command"
	"github.com/penstock/penstock/cmd/penstock/buildinfo"
)

func newRootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "penstock",
		Short: "Run streaming applications behind the API of Amazon Managed Service for Apache Flink",
		Long: `Penstock runs streaming applications on your own machines, behind the API of Amazon Managed Service for Apache
Flink (kinesisanalyticsv2). The AWS CLI, the SDKs and Terraform's AWS provider work against it unmodified.

Start a server of your own with "penstock serve", or run a script with no server at all with "penstock sql run".`,
		Example: `  penstock serve --data-dir ./data
  penstock deploy orders.sql --name orders --data-dir ./data
  penstock apps --data-dir ./data`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          unknownCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	command.AddTo(root)
	for group, commands := range map[string][]*cobra.Command{
		command.GroupServer: {newServeCommand(), newDemoCommand(), newClusterCommand(), newMigrateCommand(), newFlinkCommand(), newFlinkExecCommand(), newTaskManagerCommand(), newPodCommand()},
		command.GroupTools:  {newSQLCommand(), newRuntimeCommand(), newImageCommand(), awscli.NewCommand("penstock/" + buildinfo.Get().Version), newVersionCommand()},
	} {
		for _, c := range commands {
			c.GroupID = group
			root.AddCommand(c)
		}
	}
	root.SetHelpCommandGroupID(command.GroupTools)
	root.SetCompletionCommandGroupID(command.GroupTools)
	return root
}

// unknownCommand refuses a word that is no command, and tells which one may have been meant.
func unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	text := fmt.Sprintf("there is no command %q", args[0])
	names := []string{}
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(append(names, c.Name()), c.Aliases...)
		}
	}
	if near := awscli.Nearest(args[0], names); near != "" {
		text += fmt.Sprintf("; did you mean %q?", near)
	}
	return errors.New(text + ` ("penstock --help" lists all)`)
}
