package command

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/apiserver/model"
)

func newCancelCommand() *cobra.Command {
	var wait, yes bool
	cmd := &cobra.Command{
		Use:   "cancel NAME [OPERATION]",
		Short: "Cancel what is being done to an application",
		Long: `Cancel an operation that is in progress: the one whose id is given, or the newest that can be cancelled. That is possible as long as
nothing is lost by it: an update, a scaling, a maintenance, a stop and a rollback until the job that runs is told to stop, a start until
its job is submitted, a snapshot as long as it is written. The application goes on as before. The version that an update had made is
marked ROLLED_BACK, and another one repeats the version that runs.`,
		Example: `  penstock cancel orders
  penstock cancel orders SZ8VdVa6QNiKX4CeyUvD`,
		Args: cobra.RangeArgs(1, 2),
	}
	b := newBase(cmd, false)
	f := cmd.Flags()
	f.BoolVarP(&yes, "yes", "y", false, "do not ask")
	f.BoolVar(&wait, "wait", true, "wait until the application is as before")
	cmd.ValidArgsFunction = b.completeOf("OperationId")
	cmd.RunE = b.run(func(ctx context.Context, args []string) error {
		name := args[0]
		o, err := b.toCancel(ctx, name, args[1:])
		if err != nil {
			return err
		}
		if err := b.confirm(yes, fmt.Sprintf("Cancel %s of %s?", o.Operation, name)); err != nil {
			return err
		}
		p := b.progress()
		p.Step("Cancelling %s of %s", o.Operation, name)
		out, err := b.api.CancelApplicationOperation(ctx, &model.CancelApplicationOperationRequest{ApplicationName: &name, OperationId: &o.ID})
		if err != nil {
			return failed(p, err)
		}
		if out.FollowingOperationId == nil || !wait {
			p.Done("%s of %s is cancelled; the application is %s", o.Operation, name, *out.ApplicationStatus)
			return nil
		}
		after, err := b.follow(ctx, p, name, "the way back", out.FollowingOperationId)
		if err != nil {
			return failed(p, err)
		}
		p.Done("%s of %s is cancelled; the application is %s, at version %d", o.Operation, name, *after.ApplicationStatus, *after.ApplicationVersionId)
		return nil
	})
	return cmd
}

// toCancel is the operation of the id given, or the newest that can be cancelled.
func (b *base) toCancel(ctx context.Context, name string, id []string) (*operation, error) {
	operations, _, err := b.operations(ctx, name, listed, len(id) > 0)
	if err != nil {
		return nil, err
	}
	for i := range operations {
		if o := &operations[i]; len(id) > 0 && o.ID == id[0] || len(id) == 0 && o.Cancellable {
			return o, nil
		}
	}
	if len(id) > 0 {
		return nil, fmt.Errorf("%s has no operation %s; \"penstock operations %s\" lists them", name, id[0], name)
	}
	return nil, fmt.Errorf("nothing that is being done to %s can be cancelled; \"penstock operations %s\" tells what is", name, name)
}
