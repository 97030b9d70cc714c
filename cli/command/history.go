package command

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/terminal"
)

// listed is how many entries of a history are shown unless --all wants them all; a page of the API.
const listed = 20

// history adds to a list command what all of them have.
func history(use, short, long, example string) (*cobra.Command, *base, *bool) {
	var all bool
	cmd := &cobra.Command{Use: use, Short: short, Long: long, Example: example, Args: cobra.ExactArgs(1)}
	b := newBase(cmd, true)
	cmd.Flags().BoolVar(&all, "all", false, fmt.Sprintf("show all, not only the newest %d", listed))
	cmd.ValidArgsFunction = b.completeApplication
	return cmd, b, &all
}

// more says that a list goes on.
func (b *base) more(cut bool) error {
	if !cut {
		return nil
	}
	_, err := fmt.Fprintln(b.out, b.paint.Text(terminal.Faint, "… there are more: --all shows them"))
	return err
}

// operation is an operation in a list.
type operation struct {
	ID        string     `json:"id"`
	Operation string     `json:"operation"`
	Status    string     `json:"status"`
	Start     time.Time  `json:"start"`
	End       *time.Time `json:"end,omitempty"`
	// From and To are the versions before and after; 0 where the version did not change.
	From int64 `json:"versionFrom,omitempty"`
	To   int64 `json:"versionTo,omitempty"`
	// By and CancelledBy are ARNs, or names of components.
	By          string `json:"requestedBy,omitempty"`
	CancelledBy string `json:"cancelledBy,omitempty"`
	// Cancellable tells that "penstock cancel" would end it.
	Cancellable bool `json:"cancellable,omitempty"`
	// Reason is why it failed, or was cancelled.
	Reason string `json:"reason,omitempty"`
}

func newOperationsCommand() *cobra.Command {
	cmd, b, all := history("operations NAME [OPERATION]", "List what was done to an application, or how one operation went",
		`List the operations on an application, the newest first: what was done, when, by whom, from which version to which, how long it took,
and how it ended. With the id of one, show its steps, and for how long nothing was processed.`,
		`  penstock operations orders
  penstock operations orders SZ8VdVa6QNiKX4CeyUvD
  penstock operations orders --all --output json`)
	cmd.Args = cobra.RangeArgs(1, 2)
	cmd.ValidArgsFunction = b.completeOf("OperationId")
	cmd.RunE = b.run(func(ctx context.Context, args []string) error {
		if len(args) > 1 {
			return b.showCourse(ctx, args[0], args[1])
		}
		operations, cut, err := b.operations(ctx, args[0], listed, *all)
		if err != nil {
			return err
		}
		if b.isJSON() {
			return b.writeJSON(operations)
		}
		if err := b.operationsTable(operations).Write(b.out, terminal.Width(b.out), b.paint); err != nil {
			return err
		}
		return b.more(cut)
	})
	return cmd
}

func (b *base) showCourse(ctx context.Context, name, id string) error {
	c, err := b.course(ctx, name, id)
	if err != nil {
		return err
	}
	if b.isJSON() {
		return b.writeJSON(c)
	}
	told := c.record
	if told == nil {
		if told, err = b.operationOfOlder(ctx, name, id); err != nil {
			return err
		}
	}
	fmt.Fprintf(b.out, "%s of %s %s, %s\n", told.Operation, name, b.paint.Text(statusColor(told.Status), told.Status), c.summary())
	if c.record != nil {
		fmt.Fprintln(b.out, told.asked())
	}
	if told.Reason != "" {
		fmt.Fprintln(b.out, told.Reason)
	}
	fmt.Fprintln(b.out)
	return c.table().Write(b.out, terminal.Width(b.out), b.paint)
}

// operationOfOlder asks a server that is older than this program for one operation.
func (b *base) operationOfOlder(ctx context.Context, name, id string) (*operation, error) {
	out, err := b.api.DescribeApplicationOperation(ctx, &model.DescribeApplicationOperationRequest{ApplicationName: &name, OperationId: &id})
	if err != nil {
		return nil, err
	}
	info := out.ApplicationOperationInfoDetails
	return &operation{ID: id, Operation: *info.Operation, Status: string(*info.OperationStatus), Reason: failureReason(info)}, nil
}

// operations lists the newest operations, at most n unless all are wanted.
func (b *base) operations(ctx context.Context, name string, n int, all bool) (operations []operation, cut bool, err error) {
	operations = []operation{}
	in := &model.ListOperationRecordsRequest{ApplicationName: &name, Limit: new(int64(n))}
	for {
		page, err := b.api.ListOperationRecords(ctx, in)
		if client.IsCode(err, "UnknownOperationException") {
			return b.operationsOfOlder(ctx, name, n, all)
		}
		if err != nil {
			return nil, false, err
		}
		for i := range page.OperationRecords {
			operations = append(operations, toldOperation(&page.OperationRecords[i]))
		}
		if in.NextToken = page.NextToken; in.NextToken == nil || !all {
			return operations, in.NextToken != nil, nil
		}
	}
}

// toldOperation is an operation as the server tells it.
func toldOperation(r *model.OperationRecord) operation {
	o := operation{
		ID: *r.OperationId, Operation: *r.Operation, Status: string(*r.OperationStatus), Start: r.StartTime.Time(), Cancellable: *r.Cancellable,
		From: orZero(r.ApplicationVersionUpdatedFrom), To: orZero(r.ApplicationVersionUpdatedTo),
		By: orZero(r.RequestedBy), CancelledBy: orZero(r.CancelledBy), Reason: orZero(r.Message),
	}
	if r.EndTime != nil {
		o.End = new(r.EndTime.Time())
	}
	return o
}

// asked tells who asked for the operation and between which versions it goes.
func (o *operation) asked() string {
	text := "asked for by " + o.By
	if o.By == "" {
		text = "nobody knows who asked for it"
	}
	if o.To != 0 {
		text += fmt.Sprintf(", from version %d to %d", o.From, o.To)
	}
	if o.CancelledBy != "" {
		text += ", cancelled by " + o.CancelledBy
	}
	return text
}

// operationsOfOlder is operations with a server that is older than this program: it does not tell who asked.
func (b *base) operationsOfOlder(ctx context.Context, name string, n int, all bool) (operations []operation, cut bool, err error) {
	operations = []operation{}
	in := &model.ListApplicationOperationsRequest{ApplicationName: &name, Limit: new(int64(n))}
	for {
		page, err := b.api.ListApplicationOperations(ctx, in)
		if err != nil {
			return nil, false, err
		}
		for _, o := range page.ApplicationOperationInfoList {
			told := operation{ID: *o.OperationId, Operation: *o.Operation, Status: string(*o.OperationStatus), Start: o.StartTime.Time()}
			if o.EndTime != nil {
				told.End = new(o.EndTime.Time())
			}
			if *o.OperationStatus == model.OperationStatusFAILED {
				if told.Reason, err = b.reason(ctx, name, *o.OperationId); err != nil {
					return nil, false, err
				}
			}
			operations = append(operations, told)
		}
		if in.NextToken = page.NextToken; in.NextToken == nil || !all {
			return operations, in.NextToken != nil, nil
		}
	}
}

func (b *base) reason(ctx context.Context, name, id string) (string, error) {
	o, err := b.api.DescribeApplicationOperation(ctx, &model.DescribeApplicationOperationRequest{ApplicationName: &name, OperationId: &id})
	if err != nil {
		return "", err
	}
	return failureReason(o.ApplicationOperationInfoDetails), nil
}

func (b *base) operationsTable(operations []operation) terminal.Table {
	t := terminal.Table{Columns: []terminal.Column{
		{Title: "OPERATION"}, {Title: "STATUS"}, {Title: "VERSION", Optional: true}, {Title: "AGE", Right: true},
		{Title: "TOOK", Right: true, Optional: true}, {Title: "BY", Optional: true}, {Title: "ID", Optional: true}, {Title: "REASON", Shrink: true},
	}}
	for _, o := range operations {
		took := terminal.Duration(time.Since(o.Start).Truncate(time.Second))
		if o.End != nil {
			took = terminal.Duration(o.End.Sub(o.Start))
			if o.End.Equal(o.Start) {
				took = "<1s" // the API tells whole seconds
			}
		}
		t.Rows = append(t.Rows, []terminal.Cell{
			{Text: o.Operation}, {Text: o.Status, Color: statusColor(o.Status)}, {Text: o.versions()}, {Text: age(&o.Start)}, {Text: took},
			{Text: shortPrincipal(o.By)}, {Text: o.ID}, {Text: o.Reason},
		})
	}
	return t
}

func (o *operation) versions() string {
	if o.To == 0 {
		return ""
	}
	return fmt.Sprintf("%d → %d", o.From, o.To)
}

// shortPrincipal is what is told apart by in an ARN of a principal: user/ada, root. Names of components stay.
func shortPrincipal(arn string) string {
	if parts := strings.SplitN(arn, ":", 6); len(parts) == 6 {
		return parts[5]
	}
	return arn
}

// version is a version in a list.
type version struct {
	Version int64  `json:"version"`
	Status  string `json:"status"`
}

func newVersionsCommand() *cobra.Command {
	cmd, b, all := history("versions NAME", "List the versions of an application", `List the versions of an application, the newest first. ROLLED_BACK ones were gone back from.`,
		`  penstock versions orders
  penstock diff orders 3 5`)
	cmd.RunE = b.run(func(ctx context.Context, args []string) error {
		versions, cut, err := b.versions(ctx, args[0], listed, *all)
		if err != nil {
			return err
		}
		if b.isJSON() {
			return b.writeJSON(versions)
		}
		t := terminal.Table{Columns: []terminal.Column{{Title: "VERSION", Right: true}, {Title: "STATUS"}}}
		for _, v := range versions {
			t.Rows = append(t.Rows, []terminal.Cell{{Text: strconv.FormatInt(v.Version, 10)}, {Text: v.Status, Color: statusColor(v.Status)}})
		}
		if err := t.Write(b.out, terminal.Width(b.out), b.paint); err != nil {
			return err
		}
		return b.more(cut)
	})
	return cmd
}

func (b *base) versions(ctx context.Context, name string, n int, all bool) (versions []version, cut bool, err error) {
	versions = []version{}
	in := &model.ListApplicationVersionsRequest{ApplicationName: &name, Limit: new(int64(n))}
	for {
		page, err := b.api.ListApplicationVersions(ctx, in)
		if err != nil {
			return nil, false, err
		}
		for _, v := range page.ApplicationVersionSummaries {
			versions = append(versions, version{*v.ApplicationVersionId, string(*v.ApplicationStatus)})
		}
		if in.NextToken = page.NextToken; in.NextToken == nil || !all {
			return versions, in.NextToken != nil, nil
		}
	}
}

// orZero is what a member says; the zero value where it is left out.
func orZero[T any](value *T) T {
	if value == nil {
		var zero T
		return zero
	}
	return *value
}
