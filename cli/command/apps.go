package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/terminal"
)

const (
	// describers is how many applications are asked about at once.
	describers = 8
	// mostDescribed is up to how many applications each is asked about; of more, only what the list says is shown.
	mostDescribed = 200
	// watchInterval is how often a watched screen is drawn again.
	watchInterval = time.Second
)

// app is an application in a list.
type app struct {
	Name   string `json:"name"`
	Status string `json:"status"`
	// Health is how its job gets on; nil where it has none.
	Health      *health `json:"health,omitempty"`
	Version     int64   `json:"version"`
	Runtime     string  `json:"runtime"`
	Parallelism int64   `json:"parallelism,omitempty"`
	// Since is when it started or stopped last, or was made, where an operation tells.
	Since *time.Time `json:"since,omitempty"`
	ARN   string     `json:"arn"`
}

func newAppsCommand() *cobra.Command {
	var watch bool
	cmd := &cobra.Command{
		Use:     "apps",
		Aliases: []string{"applications", "ls"},
		Short:   "List applications and how they are",
		Long: `List the applications of the region with their status, how their jobs get on (healthy, behind, stalled or restarting), version, runtime, parallelism, and since when they are running or ready.

With --watch the list stays on the screen and follows what happens, until Ctrl-C.`,
		Example: `  penstock apps
  penstock apps --watch
  penstock apps --output json | jq -r '.[] | select(.status == "RUNNING") | .name'
  penstock apps --output json | jq -r '.[] | select(.health.state // "HEALTHY" != "HEALTHY") | "\(.name): \(.health.reason)"'`,
		Args: cobra.NoArgs,
	}
	b := newBase(cmd, true)
	cmd.Flags().BoolVarP(&watch, "watch", "w", false, "keep the list on the screen and follow what happens")
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	cmd.RunE = b.run(func(ctx context.Context, _ []string) error {
		if watch {
			return b.watch(ctx, func() (string, error) { return b.appsScreen(ctx) })
		}
		apps, err := b.apps(ctx)
		if err != nil {
			return err
		}
		if b.isJSON() {
			return b.writeJSON(apps)
		}
		return b.writeApps(b.out, apps, terminal.Width(b.out))
	})
	return cmd
}

// apps asks for all applications.
func (b *base) apps(ctx context.Context) ([]app, error) {
	apps := []app{}
	var token *string
	for {
		page, err := b.api.ListApplications(ctx, &model.ListApplicationsRequest{NextToken: token})
		if err != nil {
			return nil, err
		}
		for _, s := range page.ApplicationSummaries {
			apps = append(apps, app{
				Name: *s.ApplicationName, Status: string(*s.ApplicationStatus), Version: *s.ApplicationVersionId,
				Runtime: string(*s.RuntimeEnvironment), ARN: *s.ApplicationARN,
			})
		}
		if token = page.NextToken; token == nil {
			break
		}
	}
	healths, err := b.healths(ctx)
	if err != nil {
		return nil, err
	}
	for i := range apps {
		apps[i].Health = healths[apps[i].Name]
	}
	if len(apps) > mostDescribed {
		return apps, nil
	}
	return apps, b.addDetails(ctx, apps)
}

// addDetails asks about each application. One that was deleted meanwhile stays as the list had it.
func (b *base) addDetails(ctx context.Context, apps []app) error {
	var wg sync.WaitGroup
	next := make(chan *app)
	errs := make([]error, describers)
	for i := range describers {
		wg.Go(func() {
			for a := range next {
				if err := b.addDetail(ctx, a); err != nil && !isGone(err) {
					errs[i] = err
				}
			}
		})
	}
	for i := range apps {
		next <- &apps[i]
	}
	close(next)
	wg.Wait()
	return errors.Join(errs...)
}

func (b *base) addDetail(ctx context.Context, a *app) error {
	detail, err := b.describe(ctx, a.Name)
	if err != nil {
		return err
	}
	a.Status, a.Version, a.Parallelism = string(*detail.ApplicationStatus), *detail.ApplicationVersionId, parallelism(detail)
	if a.Runtime == string(model.RuntimeEnvironmentSQL_1_0) {
		return nil
	}
	operations, err := b.api.ListApplicationOperations(ctx, &model.ListApplicationOperationsRequest{ApplicationName: &a.Name, Limit: new(int64(10))})
	if err != nil {
		return err
	}
	a.Since = since(detail, operations.ApplicationOperationInfoList)
	return nil
}

// parallelism is the one that an application has at the moment.
func parallelism(d *model.ApplicationDetail) int64 {
	c := d.ApplicationConfigurationDescription
	if c == nil || c.FlinkApplicationConfigurationDescription == nil || c.FlinkApplicationConfigurationDescription.ParallelismConfigurationDescription == nil {
		return 0
	}
	p := c.FlinkApplicationConfigurationDescription.ParallelismConfigurationDescription
	switch {
	case p.CurrentParallelism != nil:
		return *p.CurrentParallelism
	case p.Parallelism != nil:
		return *p.Parallelism
	}
	return 0
}

// since is when the newest operation ended that brought an application to where it is; nil where none is known.
func since(d *model.ApplicationDetail, operations []model.ApplicationOperationInfo) *time.Time {
	if s := *d.ApplicationStatus; s != model.ApplicationStatusRUNNING && s != model.ApplicationStatusREADY {
		return nil
	}
	for _, o := range operations { // newest first
		if o.EndTime != nil && *o.OperationStatus == model.OperationStatusSUCCESSFUL && *o.Operation != "CreateApplicationSnapshot" {
			return new(o.EndTime.Time())
		}
	}
	return nil
}

// statusColor is the colour of a status of an application, operation, version or snapshot.
func statusColor(status string) terminal.Color {
	switch status {
	case "RUNNING", "SUCCESSFUL":
		return terminal.Good
	case "FAILED", "CANCELLED", "ROLLED_BACK", damaged:
		return terminal.Bad
	case "READY":
		return ""
	default:
		return terminal.Busy
	}
}

// age is how long ago a time is; a dash where it is not known.
func age(t *time.Time) string {
	if t == nil {
		return "-"
	}
	return terminal.Age(time.Now(), *t)
}

// writeApps writes a table of applications, or what to do where there are none.
func (b *base) writeApps(w io.Writer, apps []app, width int) error {
	if len(apps) == 0 {
		_, err := fmt.Fprintf(w, "There are no applications in %s. Make one with \"penstock deploy script.sql --name NAME\".\n", b.target.Region)
		return err
	}
	t := terminal.Table{Columns: []terminal.Column{
		{Title: "NAME", Shrink: true}, {Title: "STATUS"}, {Title: "HEALTH"}, {Title: "VERSION", Right: true},
		{Title: "RUNTIME", Optional: true}, {Title: "PARALLELISM", Right: true, Optional: true}, {Title: "SINCE", Right: true, Optional: true},
	}}
	for _, a := range apps {
		parallel := "-"
		if a.Parallelism > 0 {
			parallel = strconv.FormatInt(a.Parallelism, 10)
		}
		t.Rows = append(t.Rows, []terminal.Cell{
			{Text: a.Name}, {Text: a.Status, Color: statusColor(a.Status)}, {Text: a.Health.word(), Color: a.Health.color()},
			{Text: strconv.FormatInt(a.Version, 10)},
			{Text: a.Runtime}, {Text: parallel}, {Text: age(a.Since)},
		})
	}
	return t.Write(w, width, b.paint)
}

func (b *base) appsScreen(ctx context.Context) (string, error) {
	apps, err := b.apps(ctx)
	if err != nil {
		return "", err
	}
	var s strings.Builder
	fmt.Fprintf(&s, "%s in %s, %s\n\n", b.target.Endpoint, b.target.Region, time.Now().Format(time.TimeOnly))
	err = b.writeApps(&s, apps, terminal.Width(b.out))
	return s.String(), err
}

// watch draws a screen again and again until the context ends. What cannot be drawn for a moment, such as while the server is
// started again, is told instead.
func (b *base) watch(ctx context.Context, screen func() (string, error)) error {
	live := terminal.Is(b.out)
	last := ""
	for {
		text, err := screen()
		if ended(ctx) {
			return nil // Ctrl-C is how a watch ends
		}
		if err != nil {
			text = explain(err).Error() + "\n"
		}
		switch {
		case live:
			fmt.Fprint(b.out, "\x1b[H\x1b[2J"+text)
		case text != last:
			fmt.Fprintln(b.out, text)
		}
		last = text
		if _ = pause(ctx, watchInterval); ended(ctx) {
			return nil
		}
	}
}

// ended tells whether a context has ended.
func ended(ctx context.Context) bool { return ctx.Err() != nil }
