package command

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/apiserver/model"
)

func newRollbackCommand() *cobra.Command {
	var wait, yes bool
	cmd := &cobra.Command{
		Use:   "rollback NAME",
		Short: "Go back to the version before the last update",
		Long: `Go back to the version that an application had before its last update, with its code, configuration and state from before the
update, and wait until it runs. The version that it leaves behind is kept and marked ROLLED_BACK.`,
		Example: `  penstock diff orders
  penstock rollback orders`,
		Args: cobra.ExactArgs(1),
	}
	b := newBase(cmd, false)
	f := cmd.Flags()
	f.BoolVarP(&yes, "yes", "y", false, "do not ask")
	f.BoolVar(&wait, "wait", true, "wait until it runs")
	cmd.ValidArgsFunction = b.completeApplication
	cmd.RunE = b.run(func(ctx context.Context, args []string) error {
		name := args[0]
		detail, err := b.describe(ctx, name)
		if err != nil {
			return err
		}
		to := "the version before"
		if from := detail.ApplicationVersionUpdatedFrom; from != nil {
			to = fmt.Sprintf("version %d", *from)
		}
		if err := b.confirm(yes, fmt.Sprintf("Take %s from version %d back to %s?", name, *detail.ApplicationVersionId, to)); err != nil {
			return err
		}
		p := b.progress()
		p.Step("Rolling %s back to %s", name, to)
		out, err := b.api.RollbackApplication(ctx, &model.RollbackApplicationRequest{
			ApplicationName: &name, CurrentApplicationVersionId: detail.ApplicationVersionId,
		})
		if err != nil {
			return failed(p, err)
		}
		if !wait {
			p.Done("%s is being rolled back", name)
			return nil
		}
		after, err := b.follow(ctx, p, name, "rollback", out.OperationId)
		if err != nil {
			return failed(p, err)
		}
		paused, err := b.paused(ctx, name, out.OperationId)
		if err != nil {
			return failed(p, err)
		}
		p.Done("%s is %s, at version %d, which is as %s was%s", name, *after.ApplicationStatus, *after.ApplicationVersionId, to, paused)
		return nil
	})
	return cmd
}
