package command

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/apiserver/model"
)

func newSnapshotsRetentionCommand() *cobra.Command {
	var count int64
	var age time.Duration
	var keepManual, reset bool
	cmd := &cobra.Command{
		Use: "retention NAME", Short: "Show or set how many snapshots of an application are kept, and for how long", Args: cobra.ExactArgs(1),
		Long: `Show how many snapshots of an application are kept, and for how long; or set it, for this application alone. What is not given is no
limit, so --count 0 alone keeps everything. The newest snapshot stays in any case, and so does what a rollback, a running job or
somebody who reads it needs.`,
		Example: `  penstock snapshots retention orders
  penstock snapshots retention orders --count 10 --age 720h
  penstock snapshots retention orders --reset`,
	}
	b := newBase(cmd, true)
	f := cmd.Flags()
	f.Int64Var(&count, "count", 0, "how many snapshots are kept; 0 is any number")
	f.DurationVar(&age, "age", 0, "for how long snapshots are kept, such as 720h; 0 is for ever")
	f.BoolVar(&keepManual, "keep-manual", false, "neither count nor remove snapshots that were made or imported by request")
	f.BoolVar(&reset, "reset", false, "as the server says, for all applications")
	cmd.ValidArgsFunction = b.completeApplication
	cmd.RunE = b.run(func(ctx context.Context, args []string) error {
		set := f.Changed("count") || f.Changed("age") || f.Changed("keep-manual")
		var out *model.DescribeSnapshotRetentionResponse
		var err error
		switch {
		case set && reset:
			return errors.New("--reset goes without the other flags")
		case count < 0 || age < 0:
			return errors.New("--count and --age must not be negative")
		case age%time.Second != 0:
			return errors.New("--age is in whole seconds")
		case reset:
			out, err = b.api.DeleteSnapshotRetention(ctx, &model.DeleteSnapshotRetentionRequest{ApplicationName: &args[0]})
		case set:
			in := &model.UpdateSnapshotRetentionRequest{ApplicationName: &args[0], KeepManual: &keepManual}
			if count > 0 {
				in.KeepCount = &count
			}
			if age > 0 {
				in.KeepSeconds = new(int64(age / time.Second))
			}
			out, err = b.api.UpdateSnapshotRetention(ctx, in)
		default:
			out, err = b.api.DescribeSnapshotRetention(ctx, &model.DescribeSnapshotRetentionRequest{ApplicationName: &args[0]})
		}
		if err != nil {
			return err
		}
		if b.isJSON() {
			return b.writeJSON(out)
		}
		_, err = fmt.Fprintln(b.out, retentionInWords(args[0], out))
		return err
	})
	return cmd
}

func retentionInWords(name string, r *model.DescribeSnapshotRetentionResponse) string {
	var limits []string
	if n := orZero(r.KeepCount); n > 0 {
		limits = append(limits, fmt.Sprintf("the newest %d", n))
	}
	if seconds := orZero(r.KeepSeconds); seconds > 0 {
		limits = append(limits, fmt.Sprintf("those of the last %s", time.Duration(seconds)*time.Second))
	}
	text := "all"
	if len(limits) > 0 {
		text = strings.Join(limits, ", of ")
		if orZero(r.KeepManual) {
			text += ", and all that were made by hand"
		}
	}
	by := "as the server does for all applications"
	if orZero(r.RetentionSource) == model.SnapshotRetentionSourceAPPLICATION {
		by = "as was set for it"
	}
	return fmt.Sprintf("%s keeps %s of its snapshots, %s.", name, text, by)
}
