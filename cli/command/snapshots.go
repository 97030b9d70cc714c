package command

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/terminal"
)

// snapshot is a snapshot in a list.
type snapshot struct {
	Name    string     `json:"name"`
	Status  string     `json:"status"`
	Version int64      `json:"version"`
	Runtime string     `json:"runtime,omitempty"`
	Created *time.Time `json:"created,omitempty"`
	// Made is how: MANUAL, STOP, UPDATE and so on. It and what follows are empty with a server that is older than this program.
	Made        string `json:"made,omitempty"`
	Size        int64  `json:"size,omitempty"`
	Parallelism int64  `json:"parallelism,omitempty"`
	// KeyType and Key are what it is encrypted with.
	KeyType string `json:"keyType,omitempty"`
	Key     string `json:"key,omitempty"`
	InUse   string `json:"inUse,omitempty"`
	Reason  string `json:"reason,omitempty"`
	// Verified is when all of its files were read last, Intact whether they were as they were written, Problem what was wrong.
	Verified *time.Time `json:"verified,omitempty"`
	Intact   *bool      `json:"intact,omitempty"`
	Problem  string     `json:"problem,omitempty"`
}

func newSnapshotsCommand() *cobra.Command {
	cmd, b, all := history("snapshots NAME", "List the snapshots of an application, and keep, verify, export and import them",
		`List the snapshots of an application, the newest first: how each was made, and how large it is. The commands below do more with one.`,
		`  penstock snapshots orders
  penstock snapshots describe orders before-upgrade
  penstock snapshots export orders before-upgrade orders.tar
  penstock start orders --restore before-upgrade`)
	cmd.RunE = b.run(func(ctx context.Context, args []string) error { return b.listSnapshots(ctx, args[0], *all) })
	create := newSnapshotCommand()
	create.Use, create.Example = "create NAME [SNAPSHOT]", "  penstock snapshots create orders before-upgrade"
	cmd.AddCommand(
		newSnapshotsListCommand(), create, newSnapshotsDescribeCommand(), newSnapshotsDeleteCommand(), newSnapshotsVerifyCommand(),
		newSnapshotsExportCommand(), newSnapshotsImportCommand(), newSnapshotsRetentionCommand(),
	)
	for _, c := range cmd.Commands() {
		c.GroupID = ""
	}
	return cmd
}

func newSnapshotsListCommand() *cobra.Command {
	cmd, b, all := history("list NAME", "List the snapshots of an application, the newest first", "The same as without \"list\".", "  penstock snapshots list orders --all")
	cmd.RunE = b.run(func(ctx context.Context, args []string) error { return b.listSnapshots(ctx, args[0], *all) })
	return cmd
}

func (b *base) listSnapshots(ctx context.Context, name string, all bool) error {
	snapshots, cut, err := b.snapshots(ctx, name, listed, all)
	if err != nil {
		return err
	}
	if b.isJSON() {
		return b.writeJSON(snapshots)
	}
	if err := b.snapshotsTable(snapshots).Write(b.out, terminal.Width(b.out), b.paint); err != nil {
		return err
	}
	return b.more(cut)
}

// snapshots lists the newest snapshots, at most n unless all are wanted.
func (b *base) snapshots(ctx context.Context, name string, n int, all bool) (snapshots []snapshot, cut bool, err error) {
	snapshots = []snapshot{}
	in := &model.ListSnapshotRecordsRequest{ApplicationName: &name, Limit: new(int64(n))}
	for {
		page, err := b.api.ListSnapshotRecords(ctx, in)
		if client.IsCode(err, "UnknownOperationException") {
			return b.snapshotsOfOlder(ctx, name, n, all)
		}
		if err != nil {
			return nil, false, err
		}
		for i := range page.SnapshotRecords {
			snapshots = append(snapshots, toldSnapshot(&page.SnapshotRecords[i]))
		}
		if in.NextToken = page.NextToken; in.NextToken == nil || !all {
			return snapshots, in.NextToken != nil, nil
		}
	}
}

// toldSnapshot is a snapshot as the server tells it.
func toldSnapshot(r *model.SnapshotRecord) snapshot {
	s := snapshot{
		Name: *r.SnapshotName, Status: string(*r.SnapshotStatus), Version: *r.ApplicationVersionId, Runtime: string(*r.RuntimeEnvironment),
		Created: new(r.SnapshotCreationTimestamp.Time()), Made: string(*r.SnapshotOrigin), Size: orZero(r.SizeInBytes),
		Parallelism: orZero(r.Parallelism), InUse: orZero(r.InUse), Reason: orZero(r.Message),
	}
	if k := r.ApplicationEncryptionConfigurationDescription; k != nil {
		s.KeyType, s.Key = string(orZero(k.KeyType)), orZero(k.KeyId)
	}
	if v := r.Verification; v != nil {
		s.Verified, s.Intact, s.Problem = new(v.VerificationTimestamp.Time()), v.Intact, orZero(v.Message)
	}
	return s
}

// snapshotsOfOlder is snapshots with a server that is older than this program: it tells the oldest first, and less of each.
func (b *base) snapshotsOfOlder(ctx context.Context, name string, n int, all bool) (snapshots []snapshot, cut bool, err error) {
	snapshots = []snapshot{}
	in := &model.ListApplicationSnapshotsRequest{ApplicationName: &name}
	for {
		page, err := b.api.ListApplicationSnapshots(ctx, in)
		if err != nil {
			return nil, false, err
		}
		for _, s := range page.SnapshotSummaries {
			told := snapshot{Name: *s.SnapshotName, Status: string(*s.SnapshotStatus), Version: *s.ApplicationVersionId}
			if s.RuntimeEnvironment != nil {
				told.Runtime = string(*s.RuntimeEnvironment)
			}
			if s.SnapshotCreationTimestamp != nil {
				told.Created = new(s.SnapshotCreationTimestamp.Time())
			}
			snapshots = append(snapshots, told)
		}
		if in.NextToken = page.NextToken; in.NextToken == nil {
			break
		}
	}
	slices.Reverse(snapshots)
	if cut = !all && len(snapshots) > n; cut {
		snapshots = snapshots[:n]
	}
	return snapshots, cut, nil
}

func (b *base) snapshotsTable(snapshots []snapshot) terminal.Table {
	t := terminal.Table{Columns: []terminal.Column{
		{Title: "SNAPSHOT", Shrink: true}, {Title: "STATUS"}, {Title: "VERSION", Right: true}, {Title: "AGE", Right: true}, {Title: "SIZE", Right: true},
		{Title: "MADE BY", Optional: true}, {Title: "RUNTIME", Optional: true},
	}}
	keyed := slices.ContainsFunc(snapshots, func(s snapshot) bool { return s.Key != "" })
	if keyed {
		t.Columns = append(t.Columns, terminal.Column{Title: "KEY", Optional: true})
	}
	for _, s := range snapshots {
		size := ""
		if s.Size > 0 {
			size = terminal.Bytes(s.Size)
		}
		status := s.shownStatus()
		row := []terminal.Cell{
			{Text: s.Name}, {Text: status, Color: statusColor(status)}, {Text: strconv.FormatInt(s.Version, 10)}, {Text: age(s.Created)}, {Text: size},
			{Text: s.Made}, {Text: s.Runtime},
		}
		if keyed {
			row = append(row, terminal.Cell{Text: shortKey(s.Key)})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// damaged is what a table says of a snapshot of which it is known that nothing can be started from it.
const damaged = "DAMAGED"

// shownStatus is the status of the snapshot, and for one that was found damaged that it is.
func (s *snapshot) shownStatus() string {
	if s.Intact != nil && !*s.Intact {
		return damaged
	}
	return s.Status
}

// shortKey is the id of a key, which its ARN ends with.
func shortKey(arn string) string {
	_, id, found := strings.Cut(arn, ":key/")
	if !found {
		return arn
	}
	return id
}

func newSnapshotsDescribeCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "describe NAME SNAPSHOT", Short: "Show all that is known of a snapshot", Args: cobra.ExactArgs(2),
		Example: "  penstock snapshots describe orders before-upgrade --output json",
	}
	b := newBase(cmd, true)
	cmd.ValidArgsFunction = b.completeOf("SnapshotName")
	cmd.RunE = b.run(func(ctx context.Context, args []string) error {
		out, err := b.api.DescribeSnapshotRecord(ctx, &model.DescribeSnapshotRecordRequest{ApplicationName: &args[0], SnapshotName: &args[1]})
		if err != nil {
			return err
		}
		return b.showSnapshot(toldSnapshot(out.SnapshotRecord))
	})
	return cmd
}

func (b *base) showSnapshot(s snapshot) error {
	if b.isJSON() {
		return b.writeJSON(s)
	}
	key := s.KeyType
	if s.Key != "" {
		key += " " + s.Key
	}
	verified := ""
	if s.Verified != nil {
		verified = age(s.Verified) + " ago: all files are as they were written"
		if !*s.Intact {
			verified = age(s.Verified) + " ago: " + s.Problem
		}
	}
	for _, line := range []struct{ title, text string }{
		{"Snapshot", s.Name}, {"Status", b.paint.Text(statusColor(s.shownStatus()), s.shownStatus())}, {"Reason", s.Reason}, {"Made by", s.Made},
		{"Created", s.Created.Format(time.RFC3339)}, {"Version", strconv.FormatInt(s.Version, 10)}, {"Runtime", s.Runtime},
		{"Parallelism", some(s.Parallelism, func(n int64) string { return strconv.FormatInt(n, 10) })}, {"Size", some(s.Size, terminal.Bytes)},
		{"Key", key}, {"In use", s.InUse}, {"Verified", verified},
	} {
		if line.text == "" {
			continue
		}
		if _, err := fmt.Fprintf(b.out, "%-12s %s\n", line.title, line.text); err != nil {
			return err
		}
	}
	return nil
}

// some is a number in words; nothing for none.
func some(n int64, words func(int64) string) string {
	if n == 0 {
		return ""
	}
	return words(n)
}

func newSnapshotsDeleteCommand() *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use: "delete NAME SNAPSHOT", Short: "Delete a snapshot", Args: cobra.ExactArgs(2),
		Long:    "Delete a snapshot and wait until it is gone. One that is being restored or exported, or that a rollback would go on from, is not deleted.",
		Example: "  penstock snapshots delete orders before-upgrade --yes",
	}
	b := newBase(cmd, false)
	cmd.Flags().BoolVarP(&yes, "yes", "y", false, "do not ask")
	cmd.ValidArgsFunction = b.completeOf("SnapshotName")
	cmd.RunE = b.run(func(ctx context.Context, args []string) error {
		out, err := b.api.DescribeApplicationSnapshot(ctx, &model.DescribeApplicationSnapshotRequest{ApplicationName: &args[0], SnapshotName: &args[1]})
		if err != nil {
			return err
		}
		if err := b.confirm(yes, fmt.Sprintf("Delete snapshot %s of %s?", args[1], args[0])); err != nil {
			return err
		}
		p := b.progress()
		p.Step("Deleting snapshot %s of %s", args[1], args[0])
		_, err = b.api.DeleteApplicationSnapshot(ctx, &model.DeleteApplicationSnapshotRequest{
			ApplicationName: &args[0], SnapshotName: &args[1], SnapshotCreationTimestamp: out.SnapshotDetails.SnapshotCreationTimestamp,
		})
		for look := firstLook; err == nil; look = min(look*3/2, lastLook) {
			if err = pause(ctx, look); err == nil {
				_, err = patiently(ctx, p, func() (*model.DescribeApplicationSnapshotResponse, error) {
					return b.api.DescribeApplicationSnapshot(ctx, &model.DescribeApplicationSnapshotRequest{ApplicationName: &args[0], SnapshotName: &args[1]})
				})
			}
		}
		if !isGone(err) {
			return failed(p, err)
		}
		p.Done("snapshot %s of %s is gone", args[1], args[0])
		return nil
	})
	return cmd
}

func newSnapshotsVerifyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "verify NAME SNAPSHOT", Short: "Read all files of a snapshot and tell whether they are as they were written", Args: cobra.ExactArgs(2),
		Long: `Read all files of a snapshot and tell whether they are as they were written: by their checksums, and where the snapshot is encrypted by
opening them, which needs its key. The command fails where one is not.`,
		Example: "  penstock snapshots verify orders before-upgrade",
	}
	b := newBase(cmd, false)
	cmd.ValidArgsFunction = b.completeOf("SnapshotName")
	cmd.RunE = b.run(func(ctx context.Context, args []string) error {
		p := b.progress()
		p.Step("Reading snapshot %s of %s", args[1], args[0])
		out, err := b.api.VerifyApplicationSnapshot(ctx, &model.VerifyApplicationSnapshotRequest{ApplicationName: &args[0], SnapshotName: &args[1]})
		if err != nil {
			return failed(p, err)
		}
		v := out.SnapshotRecord.Verification
		if !*v.Intact {
			return failed(p, fmt.Errorf("snapshot %s of %s is damaged: %s", args[1], args[0], orZero(v.Message)))
		}
		p.Done("snapshot %s of %s is as it was written: %d files", args[1], args[0], *v.FilesVerified)
		return nil
	})
	return cmd
}
