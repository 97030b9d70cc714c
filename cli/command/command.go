package command

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// The functions of templates are one map for the whole process that nothing guards: they are added before anything runs.
func init() {
	cobra.AddTemplateFunc("ownFlags", func(f *pflag.FlagSet) string { return flagUsages(f, false) })
	cobra.AddTemplateFunc("serverFlags", func(f *pflag.FlagSet) string { return flagUsages(f, true) })
}

// AddTo adds the commands for people, their groups and the help topics to the program.
func AddTo(root *cobra.Command) {
	root.AddGroup(
		&cobra.Group{ID: GroupApplications, Title: "Applications:"},
		&cobra.Group{ID: GroupServer, Title: "Servers:"},
		&cobra.Group{ID: GroupTools, Title: "Scripts and tools:"},
	)
	root.AddCommand(
		newAppsCommand(), newStatusCommand(), newLogsCommand(), newDeployCommand(), newStartCommand(), newStopCommand(), newSnapshotCommand(),
		newRollbackCommand(), newCancelCommand(), newDeleteCommand(), newDiffCommand(), newOperationsCommand(), newVersionsCommand(), newSnapshotsCommand(),
		newAccessCommand(), newAuditCommand(), newMaintenanceCommand(), newApplicationKeysCommand(), newUsageCommand(),
	)
	root.AddCommand(topics()...)
	root.SetUsageTemplate(usageTemplate(root.UsageTemplate()))
}

// serverFlag marks the flags that say which server a command speaks to. The help shows them apart from a command's own.
const serverFlag = "penstock-server"

// usageTemplate is cobra's, with the flags for the server apart.
func usageTemplate(original string) string {
	return strings.Replace(original, "{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}",
		"{{ownFlags .LocalFlags}}{{with serverFlags .LocalFlags}}\n\nServer:\n{{.}}{{end}}", 1)
}

// flagUsages are the lines of the help for the flags of one kind.
func flagUsages(all *pflag.FlagSet, server bool) string {
	some := pflag.NewFlagSet("", pflag.ContinueOnError)
	all.VisitAll(func(f *pflag.Flag) {
		if _, isServer := f.Annotations[serverFlag]; isServer == server {
			some.AddFlag(f)
		}
	})
	return strings.TrimRight(some.FlagUsages(), "\n")
}
