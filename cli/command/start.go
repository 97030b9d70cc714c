package command

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/names"
	"github.com/penstock/penstock/cli/terminal"
)

// restore says with which state an application starts.
type restore struct {
	from             string // latest, none, or the name of a snapshot
	allowNonRestored bool
}

const (
	restoreLatest = "latest"
	restoreNone   = "none"
)

func (r *restore) flags(cmd *cobra.Command, b *base, application func(args []string) string) {
	f := cmd.Flags()
	f.StringVar(&r.from, "restore", restoreLatest, "`STATE` to start with: latest (newest snapshot, or none), none, or the name of a snapshot")
	f.BoolVar(&r.allowNonRestored, "allow-non-restored-state", false, "start even if the snapshot has state that nothing takes any more")
	mustRegister(cmd.RegisterFlagCompletionFunc("restore", func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		all := []string{restoreLatest, restoreNone}
		return append(all, names.Of(cmd.Context(), b.connect, "SnapshotName", application(args))...), cobra.ShellCompDirectiveNoFileComp
	}))
}

func (r *restore) configuration() *model.RunConfiguration {
	c := &model.RunConfiguration{ApplicationRestoreConfiguration: &model.ApplicationRestoreConfiguration{}}
	a := c.ApplicationRestoreConfiguration
	switch r.from {
	case restoreLatest:
		a.ApplicationRestoreType = new(model.ApplicationRestoreTypeRESTORE_FROM_LATEST_SNAPSHOT)
	case restoreNone:
		a.ApplicationRestoreType = new(model.ApplicationRestoreTypeSKIP_RESTORE_FROM_SNAPSHOT)
	default:
		a.ApplicationRestoreType = new(model.ApplicationRestoreTypeRESTORE_FROM_CUSTOM_SNAPSHOT)
		a.SnapshotName = &r.from
	}
	c.FlinkRunConfiguration = &model.FlinkRunConfiguration{AllowNonRestoredState: &r.allowNonRestored}
	return c
}

func firstOf(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[0]
}

func newStartCommand() *cobra.Command {
	var r restore
	var wait bool
	cmd := &cobra.Command{
		Use:   "start NAME",
		Short: "Start an application",
		Long: `Start an application and wait until it runs. It goes on from its newest snapshot, if it has one.

One that runs already is left alone.`,
		Example: `  penstock start orders
  penstock start orders --restore before-upgrade
  penstock start orders --restore none --wait=false`,
		Args: cobra.ExactArgs(1),
	}
	b := newBase(cmd, false)
	r.flags(cmd, b, firstOf)
	cmd.Flags().BoolVar(&wait, "wait", true, "wait until it runs")
	cmd.ValidArgsFunction = b.completeApplication
	cmd.RunE = b.run(func(ctx context.Context, args []string) error { return b.start(ctx, args[0], &r, wait) })
	return cmd
}

func (b *base) start(ctx context.Context, name string, r *restore, wait bool) error {
	p := b.progress()
	detail, err := b.describe(ctx, name)
	if err != nil {
		return err
	}
	if *detail.ApplicationStatus == model.ApplicationStatusRUNNING {
		p.Done("%s is running already, at version %d", name, *detail.ApplicationVersionId)
		return nil
	}
	if err := b.startReady(ctx, p, name, r, wait); err != nil {
		return failed(p, err)
	}
	return nil
}

// startReady starts an application that does not run.
func (b *base) startReady(ctx context.Context, p *terminal.Progress, name string, r *restore, wait bool) error {
	p.Step("Starting %s", name)
	out, err := b.api.StartApplication(ctx, &model.StartApplicationRequest{ApplicationName: &name, RunConfiguration: r.configuration()})
	if err != nil {
		return err
	}
	if !wait {
		p.Done("%s is starting", name)
		return nil
	}
	detail, err := b.follow(ctx, p, name, "start", out.OperationId)
	if err != nil {
		return err
	}
	c, err := b.course(ctx, name, *out.OperationId)
	if err != nil {
		return err
	}
	from := c.origin()
	if from != "" {
		from = ", " + from
	}
	p.Done("%s is %s, at version %d%s", name, *detail.ApplicationStatus, *detail.ApplicationVersionId, from)
	return nil
}
