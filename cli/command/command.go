package command

import (
	"github.com/spf13/cobra"
)

// AddTo adds the commands for people, their groups and the help topics to the program.
func AddTo(root *cobra.Command) {
	root.AddGroup(
		&cobra.Group{ID: GroupApplications, Title: "Applications:"},
		&cobra.Group{ID: GroupServer, Title: "Servers:"},
		&cobra.Group{ID: GroupTools, Title: "Scripts and tools:"},
	)
	root.AddCommand(
		newAppsCommand(), newStatusCommand(), newLogsCommand(), newDeployCommand(), newStartCommand(), newStopCommand(), newSnapshotCommand(),
		newRollbackCommand(), newDeleteCommand(), newDiffCommand(), newOperationsCommand(), newVersionsCommand(), newSnapshotsCommand(),
	)
	root.AddCommand(topics()...)
}
