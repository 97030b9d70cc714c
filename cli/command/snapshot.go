package command

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/terminal"
)

func newSnapshotCommand() *cobra.Command {
	var wait bool
	cmd := &cobra.Command{
		Use:   "snapshot NAME [SNAPSHOT]",
		Short: "Take a snapshot of a running application",
		Long: `Take a snapshot of a running application, which goes on processing, and wait until it is ready to start from. Without a name
for it, the snapshot is called by the time.`,
		Example: `  penstock snapshot orders
  penstock snapshot orders before-upgrade`,
		Args: cobra.RangeArgs(1, 2),
	}
	b := newBase(cmd, false)
	cmd.Flags().BoolVar(&wait, "wait", true, "wait until it is ready")
	cmd.ValidArgsFunction = b.completeApplication
	cmd.RunE = b.run(func(ctx context.Context, args []string) error {
		name, snapshot := args[0], "manual-"+time.Now().UTC().Format("20060102-150405")
		if len(args) > 1 {
			snapshot = args[1]
		}
		p := b.progress()
		p.Step("Taking snapshot %s of %s", snapshot, name)
		_, err := b.api.CreateApplicationSnapshot(ctx, &model.CreateApplicationSnapshotRequest{ApplicationName: &name, SnapshotName: &snapshot})
		if err != nil {
			return failed(p, err)
		}
		if !wait {
			p.Done("snapshot %s of %s is being taken", snapshot, name)
			return nil
		}
		if err := b.untilSnapshot(ctx, p, name, snapshot); err != nil {
			return failed(p, err)
		}
		p.Done("snapshot %s of %s is ready", snapshot, name)
		return nil
	})
	return cmd
}

func (b *base) untilSnapshot(ctx context.Context, p *terminal.Progress, name, snapshot string) error {
	for look := firstLook; ; look = min(look*3/2, lastLook) {
		out, err := patiently(ctx, p, func() (*model.DescribeApplicationSnapshotResponse, error) {
			return b.api.DescribeApplicationSnapshot(ctx, &model.DescribeApplicationSnapshotRequest{ApplicationName: &name, SnapshotName: &snapshot})
		})
		if err != nil {
			return left(ctx, name, err)
		}
		switch *out.SnapshotDetails.SnapshotStatus {
		case model.SnapshotStatusREADY:
			return nil
		case model.SnapshotStatusFAILED:
			return b.snapshotFailure(ctx, name, snapshot)
		}
		if err := pause(ctx, look); err != nil {
			return left(ctx, name, err)
		}
	}
}

// snapshotFailure is the error of a snapshot that failed, with the reason that the newest operation of its kind tells.
func (b *base) snapshotFailure(ctx context.Context, name, snapshot string) error {
	failure := fmt.Errorf("snapshot %s of %s failed", snapshot, name)
	out, err := b.api.ListOperationRecords(ctx, &model.ListOperationRecordsRequest{
		ApplicationName: &name, Operation: new("CreateApplicationSnapshot"), Limit: new(int64(1)),
	})
	if err != nil {
		return errors.Join(failure, err)
	}
	for _, o := range out.OperationRecords {
		if o.Message != nil {
			return fmt.Errorf("%w: %s", failure, *o.Message)
		}
	}
	return failure
}
