package command

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/apiserver/model"
)

func newStopCommand() *cobra.Command {
	var force, wait, yes bool
	cmd := &cobra.Command{
		Use:   "stop NAME",
		Short: "Stop an application, with a snapshot",
		Long: `Stop an application and wait until it has stopped. It makes a snapshot first, from which the next start goes on.

With --force there is no snapshot: what was processed since the last one is processed again after the next start. It also ends
a start, update or stop that is stuck.`,
		Example: `  penstock stop orders
  penstock stop orders --force --yes`,
		Args: cobra.ExactArgs(1),
	}
	b := newBase(cmd, false)
	f := cmd.Flags()
	f.BoolVar(&force, "force", false, "stop at once, without a snapshot")
	f.BoolVarP(&yes, "yes", "y", false, "do not ask")
	f.BoolVar(&wait, "wait", true, "wait until it has stopped")
	cmd.ValidArgsFunction = b.completeApplication
	cmd.RunE = b.run(func(ctx context.Context, args []string) error {
		name := args[0]
		detail, err := b.describe(ctx, name)
		if err != nil {
			return err
		}
		p := b.progress()
		if *detail.ApplicationStatus == model.ApplicationStatusREADY {
			p.Done("%s does not run", name)
			return nil
		}
		if force {
			if err := b.confirm(yes, fmt.Sprintf("Stop %s without a snapshot?", name)); err != nil {
				return err
			}
		}
		p.Step("Stopping %s", name)
		in := &model.StopApplicationRequest{ApplicationName: &name}
		if force {
			in.Force = &force
		}
		out, err := b.api.StopApplication(ctx, in)
		if err != nil {
			return failed(p, err)
		}
		if !wait {
			p.Done("%s is stopping", name)
			return nil
		}
		if _, err := b.follow(ctx, p, name, "stop", out.OperationId); err != nil {
			return failed(p, err)
		}
		if force {
			p.Done("%s has stopped, without a snapshot", name)
			return nil
		}
		p.Done("%s has stopped%s", name, b.newestSnapshot(ctx, name))
		return nil
	})
	return cmd
}

// newestSnapshot tells the newest snapshot; nothing where there is none, since it is only by the way.
func (b *base) newestSnapshot(ctx context.Context, name string) string {
	snapshots, _, err := b.snapshots(ctx, name, 1, false)
	if err != nil || len(snapshots) == 0 {
		return ""
	}
	return "; its newest snapshot is " + snapshots[0].Name
}
