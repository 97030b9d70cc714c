package command

import (
	"context"
	"encoding/json"
	"errors"
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

const (
	// logPage is how many events a page of the API has at most here.
	logPage = 1000
	// logTail is how many events are shown where nothing says more.
	logTail = 100
	// reconnectPause is how long a follower waits before it calls a server again that went away.
	reconnectPause = time.Second
)

// logOptions are the flags of logs.
type logOptions struct {
	follow, asJSON       bool
	lines                int
	since, until         string
	level, grep, source  string
	logger               string
	version              int64
	start, end           time.Time
	logLevel             *model.LogLevel
	logSource            *model.LogSource
	pattern, loggerName  *string
	applicationVersionID *int64
}

func newLogsCommand() *cobra.Command {
	o := &logOptions{}
	cmd := &cobra.Command{
		Use:   "logs NAME",
		Short: "Show what an application logs and prints",
		Long: `Show the log of an application: what its clusters log, what its print tables print, and what the control plane tells of it. It
is there whether the application runs or not.

With --follow what comes is shown as it comes, until Ctrl-C; also after the server was started again.`,
		Example: `  penstock logs orders
  penstock logs orders -f --level WARN
  penstock logs orders --since 1h --grep 'checkpoint|restart'
  penstock logs orders --source stdout -f
  penstock logs orders --output json | jq -r .Message`,
		Args: cobra.ExactArgs(1),
	}
	b := newBase(cmd, false)
	f := cmd.Flags()
	f.BoolVarP(&o.follow, "follow", "f", false, "go on with what comes")
	f.IntVarP(&o.lines, "lines", "n", logTail, "the newest `N` events; with --since all are shown")
	f.StringVar(&o.since, "since", "", "show events from `TIME` on: a duration ago such as 10m, or a time such as 2026-11-21T05:00:00Z")
	f.StringVar(&o.until, "until", "", "show events before `TIME`")
	f.StringVarP(&o.level, "level", "l", "", "this `LEVEL` and more severe ones: debug, info, warn or error")
	f.StringVarP(&o.grep, "grep", "g", "", "events with a match of the regular `EXPRESSION`")
	f.StringVar(&o.source, "source", "", "`SOURCE`: log, stdout (what print tables print) or stderr")
	f.StringVar(&o.logger, "logger", "", "events of one `LOGGER`")
	f.Int64Var(&o.version, "version", 0, "events of one `VERSION` of the application")
	f.StringVarP(&b.output, "output", "o", "text", "`FORMAT`: text, or json for one object a line")
	mustRegister(cmd.RegisterFlagCompletionFunc("output", cobra.FixedCompletions([]string{"text", "json"}, cobra.ShellCompDirectiveNoFileComp)))
	mustRegister(cmd.RegisterFlagCompletionFunc("level", cobra.FixedCompletions([]string{"debug", "info", "warn", "error"}, cobra.ShellCompDirectiveNoFileComp)))
	mustRegister(cmd.RegisterFlagCompletionFunc("source", cobra.FixedCompletions([]string{"log", "stdout", "stderr"}, cobra.ShellCompDirectiveNoFileComp)))
	cmd.ValidArgsFunction = b.completeApplication
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := o.check(b.output, time.Now()); err != nil {
			return err
		}
		b.output = map[string]string{"text": "table", "json": "json"}[b.output]
		return b.run(func(ctx context.Context, args []string) error { return b.logs(ctx, args[0], o) })(cmd, args)
	}
	return cmd
}

// check reads the flags.
func (o *logOptions) check(format string, now time.Time) (err error) {
	if format != "text" && format != "json" {
		return fmt.Errorf("--output %q is neither text nor json", format)
	}
	o.asJSON = format == "json"
	if o.lines < 0 {
		return fmt.Errorf("--lines %d is negative", o.lines)
	}
	if o.until != "" && o.follow {
		return errors.New("--until ends, --follow goes on: choose one")
	}
	if o.start, err = moment("since", o.since, now); err != nil {
		return err
	}
	if o.end, err = moment("until", o.until, now); err != nil {
		return err
	}
	if o.level != "" {
		level := model.LogLevel(strings.ToUpper(o.level))
		if !slices.Contains([]model.LogLevel{model.LogLevelDEBUG, model.LogLevelINFO, model.LogLevelWARN, model.LogLevelERROR}, level) {
			return fmt.Errorf("--level %q is none of debug, info, warn, error", o.level)
		}
		o.logLevel = &level
	}
	if o.source != "" {
		source := model.LogSource(strings.ToUpper(o.source))
		if !slices.Contains([]model.LogSource{model.LogSourceLOG, model.LogSourceSTDOUT, model.LogSourceSTDERR}, source) {
			return fmt.Errorf("--source %q is none of log, stdout, stderr", o.source)
		}
		o.logSource = &source
	}
	if o.grep != "" {
		o.pattern = &o.grep
	}
	if o.logger != "" {
		o.loggerName = &o.logger
	}
	if o.version != 0 {
		o.applicationVersionID = &o.version
	}
	return nil
}

// moment reads a time, or a duration before now; an empty text is no time.
func moment(flag, text string, now time.Time) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	if days, ok := strings.CutSuffix(text, "d"); ok {
		if n, err := strconv.Atoi(days); err == nil && n >= 0 {
			return now.AddDate(0, 0, -n), nil
		}
	}
	if d, err := time.ParseDuration(text); err == nil && d >= 0 {
		return now.Add(-d), nil
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02"} {
		if t, err := time.ParseInLocation(layout, text, time.Local); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("--%s %q is neither a duration such as 10m nor a time such as 2026-11-21T05:00:00Z", flag, text)
}

func (b *base) logs(ctx context.Context, name string, o *logOptions) error {
	switch {
	case o.follow && o.start.IsZero():
		return b.followLog(ctx, name, o, nil, new(int64(o.lines)))
	case o.start.IsZero():
		return b.newestEvents(ctx, name, o)
	}
	last, err := b.eventsSince(ctx, name, o)
	if err != nil || !o.follow {
		return err
	}
	if last == nil {
		return b.followLog(ctx, name, o, nil, new(int64(0)))
	}
	return b.followLog(ctx, name, o, last, nil)
}

func (o *logOptions) request(name string) *model.ListApplicationLogEventsRequest {
	in := &model.ListApplicationLogEventsRequest{
		ApplicationName: &name, ApplicationVersionId: o.applicationVersionID, LogLevel: o.logLevel, LogSource: o.logSource,
		Logger: o.loggerName, Pattern: o.pattern, Limit: new(int64(logPage)),
	}
	if !o.start.IsZero() {
		in.StartTime = new(model.TimestampOf(o.start))
	}
	if !o.end.IsZero() {
		in.EndTime = new(model.TimestampOf(o.end))
	}
	return in
}

// newestEvents shows the newest events, the oldest of them first.
func (b *base) newestEvents(ctx context.Context, name string, o *logOptions) error {
	var events []model.LogEvent
	in := o.request(name)
	in.Order = new(model.LogOrderNEWEST_FIRST)
	for len(events) < o.lines {
		in.Limit = new(int64(min(logPage, o.lines-len(events))))
		page, err := b.api.ListApplicationLogEvents(ctx, in)
		if err != nil {
			return err
		}
		events = append(events, page.LogEvents...)
		if in.NextToken = page.NextToken; in.NextToken == nil {
			break
		}
	}
	for _, e := range slices.Backward(events) {
		if err := b.writeEvent(&e, o); err != nil {
			return err
		}
	}
	return nil
}

// eventsSince shows all events from a time on, and returns the id of the last one.
func (b *base) eventsSince(ctx context.Context, name string, o *logOptions) (last *string, err error) {
	in := o.request(name)
	in.Order = new(model.LogOrderOLDEST_FIRST)
	for {
		page, err := b.api.ListApplicationLogEvents(ctx, in)
		if err != nil {
			return nil, err
		}
		for i := range page.LogEvents {
			if err := b.writeEvent(&page.LogEvents[i], o); err != nil {
				return nil, err
			}
			last = page.LogEvents[i].EventId
		}
		if in.NextToken = page.NextToken; in.NextToken == nil {
			return last, nil
		}
	}
}

// followLog shows events as they come, after the last one that was shown, also over a new start of the server.
func (b *base) followLog(ctx context.Context, name string, o *logOptions, last *string, tail *int64) error {
	lost := false
	for {
		in := &model.FollowApplicationLogRequest{
			ApplicationName: &name, ApplicationVersionId: o.applicationVersionID, LogLevel: o.logLevel, LogSource: o.logSource,
			Logger: o.loggerName, Pattern: o.pattern, LastEventId: last, Tail: tail,
		}
		var broken error
		for e, err := range b.api.FollowApplicationLog(ctx, in) {
			if err != nil {
				broken = err
				break
			}
			if err := b.writeEvent(e, o); err != nil {
				return err
			}
			last, tail, lost = e.EventId, nil, false
		}
		var answered *client.Error
		switch {
		case ended(ctx):
			return nil // Ctrl-C is how following ends
		case errors.As(broken, &answered) && answered.Status < 500:
			return broken
		}
		if broken == nil { // the stream ended: the application is gone, or the server is ending
			if _, err := b.describe(ctx, name); isGone(err) {
				fmt.Fprintf(b.errOut, "%s was deleted\n", name)
				return nil
			}
		}
		if !lost {
			fmt.Fprintln(b.errOut, b.paint.Text(terminal.Faint, "… the server went away; this goes on when it is back"))
			lost = true
		}
		if _ = pause(ctx, reconnectPause); ended(ctx) {
			return nil
		}
	}
}

// writeEvent shows one event: the time, the level in its colour, and the message; of what print tables print the message alone.
func (b *base) writeEvent(e *model.LogEvent, o *logOptions) error {
	if o.asJSON {
		line, err := json.Marshal(e)
		if err != nil {
			return fmt.Errorf("write an event: %w", err)
		}
		_, err = fmt.Fprintf(b.out, "%s\n", line)
		return err
	}
	if *e.LogSource != model.LogSourceLOG {
		_, err := fmt.Fprintln(b.out, *e.Message)
		return err
	}
	at := time.UnixMilli(*e.TimestampMillis).Local().Format("2006-01-02 15:04:05.000")
	level := string(*e.MessageType)
	color := map[model.LogLevel]terminal.Color{
		model.LogLevelERROR: terminal.Bad, model.LogLevelWARN: terminal.Busy, model.LogLevelDEBUG: terminal.Faint,
	}[*e.MessageType]
	text := b.paint.Text(terminal.Faint, at) + " " + b.paint.Text(color, fmt.Sprintf("%-5s", level)) + " " + *e.Message
	for _, line := range e.ThrowableInformation {
		text += "\n    " + line
	}
	_, err := fmt.Fprintln(b.out, text)
	return err
}
