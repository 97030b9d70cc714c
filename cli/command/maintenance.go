package command

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/terminal"
)

func newMaintenanceCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "maintenance",
		Short: "List what runs on an older build of its engine, and when it is replaced",
		Long: `List the running applications whose cluster is of an older build of its engine, as after the server was upgraded. Each is replaced in
its daily maintenance window, at a time of its own, or at once with "penstock maintenance run NAME". A job goes on from where it is.`,
		Example: `  penstock maintenance
  penstock maintenance run orders
  penstock maintenance --output json | jq -r '.[].name'`,
		Args: cobra.NoArgs,
	}
	b := newBase(cmd, true)
	cmd.GroupID = GroupServer
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	cmd.RunE = b.run(func(ctx context.Context, _ []string) error { return b.maintenance(ctx) })
	cmd.AddCommand(newMaintenanceRunCommand())
	return cmd
}

// replacement is an application whose cluster is to be replaced.
type replacement struct {
	Name    string    `json:"name"`
	Build   string    `json:"build"`
	Planned time.Time `json:"planned"`
	// Waits says why it would have to wait now.
	Waits string `json:"waits,omitempty"`
}

func (b *base) maintenance(ctx context.Context) error {
	in := &model.ListMaintenanceRequest{Limit: new(int64(1000))}
	due := []replacement{}
	var builds []string
	for {
		out, err := b.api.ListMaintenance(ctx, in)
		if err != nil {
			return err
		}
		builds = out.EngineBuilds
		for _, item := range out.MaintenanceItems {
			due = append(due, replacement{*item.ApplicationName, *item.EngineBuild, item.PlannedTime.Time(), text(item.Message)})
		}
		if in.NextToken = out.NextToken; in.NextToken == nil {
			break
		}
	}
	if b.isJSON() {
		return b.writeJSON(due)
	}
	if len(due) == 0 {
		_, err := fmt.Fprintf(b.out, "Everything that runs in %s is on the newest build.\n", b.target.Region)
		return err
	}
	t := terminal.Table{Columns: []terminal.Column{
		{Title: "NAME", Shrink: true}, {Title: "BUILD"}, {Title: "PLANNED"}, {Title: "WAITS", Shrink: true},
	}}
	for _, r := range due {
		build := r.Build
		if build == "" {
			build = "unknown"
		}
		t.Rows = append(t.Rows, terminal.Plain(r.Name, build, r.Planned.Format(time.RFC3339), r.Waits))
	}
	if err := t.Write(b.out, terminal.Width(b.out), b.paint); err != nil {
		return err
	}
	_, err := fmt.Fprintf(b.out, "\nThe newest: %s\n", strings.Join(builds, ", "))
	return err
}

func newMaintenanceRunCommand() *cobra.Command {
	var wait bool
	cmd := &cobra.Command{
		Use:     "run NAME",
		Short:   "Replace the cluster of an application by one of the newest build now",
		Example: `  penstock maintenance run orders`,
		Args:    cobra.ExactArgs(1),
	}
	b := newBase(cmd, false)
	cmd.GroupID = ""
	cmd.Flags().BoolVar(&wait, "wait", true, "wait until it runs again")
	cmd.ValidArgsFunction = b.completeApplication
	cmd.RunE = b.run(func(ctx context.Context, args []string) error {
		name := args[0]
		p := b.progress()
		p.Step("Replacing the cluster of %s", name)
		out, err := b.api.RunApplicationMaintenance(ctx, &model.RunApplicationMaintenanceRequest{ApplicationName: &name})
		if err != nil {
			return failed(p, err)
		}
		if !wait {
			p.Done("The cluster of %s is being replaced", name)
			return nil
		}
		if _, err := b.follow(ctx, p, name, "maintenance", out.OperationId); err != nil {
			return failed(p, err)
		}
		paused, err := b.paused(ctx, name, out.OperationId)
		if err != nil {
			return failed(p, err)
		}
		p.Done("%s runs on the newest build%s", name, paused)
		return nil
	})
	return cmd
}
