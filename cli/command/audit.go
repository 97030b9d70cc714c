package command

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/terminal"
)

// auditPage is how many events a page of the API has here.
const auditPage = 50

func newAuditCommand() *cobra.Command {
	var since, until, principal, action, application, after string
	var denied, changes, follow bool
	var lines int
	cmd := &cobra.Command{
		Use:   "audit",
		Short: "Show who did what, and who was denied what",
		Long: `Show the audit log: every change, with who made it, and every decision on a request. With --follow what comes is shown as it
comes; --output json writes one object a line, whose EventId is what --after goes on after.`,
		Example: `  penstock audit --since 1h
  penstock audit --denied
  penstock audit --application orders --changes
  penstock audit --action 'Delete*' --principal arn:aws:iam::000000000000:user/ann
  penstock audit --follow --output json >> audit.jsonl`,
		Args: cobra.NoArgs,
	}
	b := newBase(cmd, true)
	cmd.GroupID = GroupServer
	f := cmd.Flags()
	f.StringVar(&since, "since", "", "from `TIME` on: a duration ago such as 10m, or a time such as 2026-11-21T05:00:00Z")
	f.StringVar(&until, "until", "", "before `TIME`")
	f.StringVar(&principal, "principal", "", "by the principal with the `ARN`")
	f.StringVar(&action, "action", "", "the `ACTION`; an asterisk stands for any text")
	f.StringVar(&application, "application", "", "on the application `NAME`")
	f.BoolVar(&denied, "denied", false, "only what was denied")
	f.BoolVar(&changes, "changes", false, "only what changed something")
	f.BoolVarP(&follow, "follow", "f", false, "go on with what comes")
	f.StringVar(&after, "after", "", "with --follow, go on after the event with the `ID`")
	f.IntVarP(&lines, "lines", "n", auditPage, "the newest `N` events; with --since all are shown")
	cmd.RunE = b.run(func(ctx context.Context, _ []string) error {
		start, err := moment("since", since, time.Now())
		if err != nil {
			return err
		}
		end, err := moment("until", until, time.Now())
		if err != nil {
			return err
		}
		in := model.ListAuditEventsRequest{Limit: new(int64(auditPage))}
		for _, member := range []struct {
			text string
			to   **string
		}{{principal, &in.Principal}, {action, &in.Action}, {application, &in.Application}} {
			if member.text != "" {
				*member.to = &member.text
			}
		}
		if denied {
			in.Outcome = new(model.AuditOutcomeDenied)
		}
		if changes {
			in.ChangesOnly = &changes
		}
		if !start.IsZero() {
			in.StartTime = new(model.TimestampOf(start))
		}
		if !end.IsZero() {
			in.EndTime = new(model.TimestampOf(end))
		}
		if follow || after != "" {
			return b.followAudit(ctx, in, after)
		}
		return b.listAudit(ctx, in, lines, since != "")
	})
	return cmd
}

// listAudit shows the newest events, the oldest of them first.
func (b *base) listAudit(ctx context.Context, in model.ListAuditEventsRequest, lines int, all bool) error {
	var events []model.AuditEvent
	for all || len(events) < lines {
		out, err := b.api.ListAuditEvents(ctx, &in)
		if err != nil {
			return err
		}
		events = append(events, out.AuditEvents...)
		if in.NextToken = out.NextToken; in.NextToken == nil {
			break
		}
	}
	if !all && len(events) > lines {
		events = events[:lines]
	}
	for i := len(events) - 1; i >= 0; i-- {
		if err := b.writeAudit(&events[i]); err != nil {
			return err
		}
	}
	return nil
}

func (b *base) followAudit(ctx context.Context, in model.ListAuditEventsRequest, after string) error {
	stream := &model.FollowAuditEventsRequest{
		StartTime: in.StartTime, Principal: in.Principal, Action: in.Action, Application: in.Application, Outcome: in.Outcome, ChangesOnly: in.ChangesOnly,
	}
	if after != "" {
		stream.LastEventId = &after
	}
	for event, err := range b.api.FollowAuditEvents(ctx, stream) {
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		if err := b.writeAudit(event); err != nil {
			return err
		}
	}
	return nil
}

func (b *base) writeAudit(e *model.AuditEvent) error {
	if b.isJSON() {
		return json.NewEncoder(b.out).Encode(e)
	}
	at, _, _ := strings.Cut(*e.EventTime, ".")
	outcome := b.paint.Text(terminal.Good, "allowed")
	switch {
	case *e.Outcome == model.AuditOutcomeDenied:
		outcome = b.paint.Text(terminal.Bad, "DENIED ")
	case e.ErrorCode != nil:
		outcome = b.paint.Text(terminal.Busy, "failed ")
	}
	about := text(e.ApplicationName)
	if about == "" {
		about = text(e.Resource)
	}
	_, err := fmt.Fprintln(b.out, strings.TrimRight(strings.Join([]string{
		strings.TrimSuffix(at, "Z"), outcome, *e.Action, about, "by", text(e.Principal), text(e.SourceIp), text(e.ErrorCode),
	}, " "), " "))
	return err
}
