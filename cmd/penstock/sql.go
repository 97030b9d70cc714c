package main

import "github.com/spf13/cobra"

func newSQLCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "sql",
		Short: "Work with Flink SQL scripts, with no server at all",
		Args:  cobra.NoArgs,
	}
	cmd.AddCommand(newSQLRunCommand(), newSQLExplainCommand(), newSQLCheckCommand(), newSQLFmtCommand(), newSQLTestCommand())
	return cmd
}
