package command

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/terminal"
)

func newDeleteCommand() *cobra.Command {
	var wait, yes, ignoreMissing bool
	cmd := &cobra.Command{
		Use:   "delete NAME",
		Short: "Delete an application with its versions and snapshots",
		Long: `Delete an application with all its versions and snapshots, and wait until it is gone. One that runs is stopped, without a
snapshot. This cannot be taken back.`,
		Example: `  penstock delete orders
  penstock delete orders --yes --ignore-missing`,
		Args: cobra.ExactArgs(1),
	}
	b := newBase(cmd, false)
	f := cmd.Flags()
	f.BoolVarP(&yes, "yes", "y", false, "do not ask")
	f.BoolVar(&wait, "wait", true, "wait until it is gone")
	f.BoolVar(&ignoreMissing, "ignore-missing", false, "be content if there is no such application")
	cmd.ValidArgsFunction = b.completeApplication
	cmd.RunE = b.run(func(ctx context.Context, args []string) error {
		name := args[0]
		detail, err := b.describe(ctx, name)
		if isGone(err) && ignoreMissing {
			b.progress().Done("there is no %s", name)
			return nil
		}
		if err != nil {
			return err
		}
		question := fmt.Sprintf("Delete %s, which is %s, with its versions and snapshots?", name, *detail.ApplicationStatus)
		if err := b.confirm(yes, question); err != nil {
			return err
		}
		return b.delete(ctx, detail, wait)
	})
	return cmd
}

func (b *base) delete(ctx context.Context, detail *model.ApplicationDetail, wait bool) error {
	p := b.progress()
	name := *detail.ApplicationName
	p.Step("Deleting %s", name)
	_, err := b.api.DeleteApplication(ctx, &model.DeleteApplicationRequest{ApplicationName: &name, CreateTimestamp: detail.CreateTimestamp})
	if err != nil {
		return failed(p, err)
	}
	if !wait {
		p.Done("%s is being deleted", name)
		return nil
	}
	if err := b.untilGone(ctx, p, name); err != nil {
		return failed(p, err)
	}
	p.Done("%s is deleted", name)
	return nil
}

func (b *base) untilGone(ctx context.Context, p *terminal.Progress, name string) error {
	for look := firstLook; ; look = min(look*3/2, lastLook) {
		_, err := patiently(ctx, p, func() (*model.ApplicationDetail, error) { return b.describe(ctx, name) })
		if isGone(err) {
			return nil
		}
		if err != nil {
			return left(ctx, name, err)
		}
		if err := pause(ctx, look); err != nil {
			return left(ctx, name, err)
		}
	}
}
