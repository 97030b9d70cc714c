package command

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/terminal"
)

// shown is how many operations and snapshots the status of an application has.
const shown = 5

// serverStatus is the status of a server, for programs.
type serverStatus struct {
	Endpoint string         `json:"endpoint"`
	Region   string         `json:"region"`
	Statuses map[string]int `json:"applications"`
	// Healths counts the applications that have a job by how that gets on.
	Healths map[string]int `json:"health"`
}

// applicationStatus is the status of an application, for programs.
type applicationStatus struct {
	app
	Description string      `json:"description,omitempty"`
	Created     *time.Time  `json:"created,omitempty"`
	Updated     *time.Time  `json:"updated,omitempty"`
	Operations  []operation `json:"operations"`
	Snapshots   []snapshot  `json:"snapshots"`
	// Key protects the state; nil for the installation's own.
	Key *applicationKey `json:"key,omitempty"`
	// Last is how the newest operation went.
	Last *course `json:"lastOperation,omitempty"`

	versions []version
}

func newStatusCommand() *cobra.Command {
	var watch bool
	cmd := &cobra.Command{
		Use:   "status [NAME]",
		Short: "Show how the server or one application is, on one screen",
		Long: `Show how the server is and how many applications are in which status; or, of one application, its status, how its job gets on
(healthy, behind, stalled or restarting; since when and why), version, parallelism,
what was done to it last and how that ended, and its newest snapshots.`,
		Example: `  penstock status
  penstock status orders --watch
  penstock status orders --output json`,
		Args: cobra.MaximumNArgs(1),
	}
	b := newBase(cmd, true)
	cmd.Flags().BoolVarP(&watch, "watch", "w", false, "keep it on the screen and follow what happens")
	cmd.ValidArgsFunction = b.completeApplication
	cmd.RunE = b.run(func(ctx context.Context, args []string) error {
		screen := func() (string, error) { return b.serverScreen(ctx) }
		if len(args) > 0 {
			screen = func() (string, error) { return b.applicationScreen(ctx, args[0]) }
		}
		switch {
		case watch:
			return b.watch(ctx, screen)
		case b.isJSON():
			return b.statusJSON(ctx, args)
		}
		text, err := screen()
		if err != nil {
			return err
		}
		_, err = fmt.Fprint(b.out, text)
		return err
	})
	return cmd
}

func (b *base) statusJSON(ctx context.Context, args []string) error {
	if len(args) > 0 {
		s, err := b.applicationStatus(ctx, args[0])
		if err != nil {
			return err
		}
		return b.writeJSON(s)
	}
	apps, err := b.apps(ctx)
	if err != nil {
		return err
	}
	return b.writeJSON(serverStatus{b.target.Endpoint, b.target.Region, statuses(apps), healthCounts(apps)})
}

func statuses(apps []app) map[string]int {
	n := map[string]int{}
	for _, a := range apps {
		n[a.Status]++
	}
	return n
}

func healthCounts(apps []app) map[string]int {
	n := map[string]int{}
	for _, a := range apps {
		if a.Health != nil {
			n[a.Health.State]++
		}
	}
	return n
}

func (b *base) serverScreen(ctx context.Context) (string, error) {
	began := time.Now()
	apps, err := b.apps(ctx)
	if err != nil {
		return "", err
	}
	var s strings.Builder
	fmt.Fprintf(&s, "Server        %s, region %s, answered in %s\n", b.target.Endpoint, b.target.Region, terminal.Duration(time.Since(began)))
	fmt.Fprintf(&s, "Applications  %d", len(apps))
	counts := statuses(apps)
	names := make([]string, 0, len(counts))
	for name := range counts {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return strings.Compare(a, b)
	})
	for i, name := range names {
		separator := ", "
		if i == 0 {
			separator = ": "
		}
		s.WriteString(separator + b.paint.Text(statusColor(name), fmt.Sprintf("%d %s", counts[name], name)))
	}
	s.WriteString("\n")
	if line := b.healthLine(apps); line != "" {
		fmt.Fprintf(&s, "Health        %s\n", line)
	}
	s.WriteString("\n")
	err = b.writeApps(&s, apps, terminal.Width(b.out))
	return s.String(), err
}

func (b *base) applicationStatus(ctx context.Context, name string) (*applicationStatus, error) {
	detail, err := b.describe(ctx, name)
	if err != nil {
		return nil, err
	}
	s := &applicationStatus{app: app{
		Name: name, Status: string(*detail.ApplicationStatus), Version: *detail.ApplicationVersionId,
		Runtime: string(*detail.RuntimeEnvironment), Parallelism: parallelism(detail), ARN: *detail.ApplicationARN,
	}}
	if detail.ApplicationDescription != nil {
		s.Description = *detail.ApplicationDescription
	}
	if detail.CreateTimestamp != nil {
		s.Created = new(detail.CreateTimestamp.Time())
	}
	if detail.LastUpdateTimestamp != nil {
		s.Updated = new(detail.LastUpdateTimestamp.Time())
	}
	if s.Health, err = b.health(ctx, name); err != nil {
		return nil, err
	}
	s.Operations, s.Snapshots = []operation{}, []snapshot{}
	if s.Runtime == string(model.RuntimeEnvironmentSQL_1_0) {
		return s, nil // it has neither operations nor snapshots
	}
	keys, err := b.keys(ctx)
	if err != nil && !isDenied(err) {
		return nil, err
	}
	s.Key = keyOf(keys, name)
	if s.Operations, _, err = b.operations(ctx, name, shown, false); err != nil {
		return nil, err
	}
	if last := lastChange(s.Operations); last != nil {
		if s.Last, err = b.course(ctx, name, last.ID); err != nil {
			return nil, err
		}
	}
	if s.Snapshots, _, err = b.snapshots(ctx, name, shown, false); err != nil {
		return nil, err
	}
	if s.versions, _, err = b.versions(ctx, name, shown, false); err != nil {
		return nil, err
	}
	for _, o := range s.Operations {
		if o.Status == string(model.OperationStatusSUCCESSFUL) && o.Operation != "CreateApplicationSnapshot" && o.End != nil &&
			(s.Status == string(model.ApplicationStatusRUNNING) || s.Status == string(model.ApplicationStatusREADY)) {
			s.Since = o.End
			break
		}
	}
	return s, nil
}

func (b *base) applicationScreen(ctx context.Context, name string) (string, error) {
	a, err := b.applicationStatus(ctx, name)
	if err != nil {
		return "", err
	}
	var s strings.Builder
	status := b.paint.Text(statusColor(a.Status), a.Status)
	if a.Since != nil {
		status += " for " + terminal.Duration(time.Since(*a.Since).Truncate(time.Second))
	}
	fmt.Fprintf(&s, "%s  %s\n", b.paint.Text(terminal.Bold, a.Name), status)
	if a.Description != "" {
		fmt.Fprintf(&s, "%s\n", a.Description)
	}
	s.WriteString("\n")
	fact := func(title, text string) {
		if text != "" {
			fmt.Fprintf(&s, "%s %s\n", b.paint.Text(terminal.Faint, fmt.Sprintf("%-12s", title)), text)
		}
	}
	versions := strconv.FormatInt(a.Version, 10)
	if len(a.versions) > 1 {
		versions += fmt.Sprintf(" (\"penstock diff %s\" shows what it changed)", a.Name)
	}
	fact("Health", a.Health.sentence(b.paint, time.Now()))
	fact("Version", versions)
	fact("Runtime", a.Runtime)
	if a.Parallelism > 0 {
		fact("Parallelism", strconv.FormatInt(a.Parallelism, 10))
	}
	fact("Key", a.Key.sentence(b.paint))
	fact("Created", ago(a.Created))
	fact("Updated", ago(a.Updated))
	fact("ARN", a.ARN)
	width := terminal.Width(b.out)
	if len(a.Operations) > 0 {
		s.WriteString("\n")
		if err := b.operationsTable(a.Operations).Write(&s, width, b.paint); err != nil {
			return "", err
		}
	}
	if a.Last != nil && len(a.Last.Steps) > 0 {
		fmt.Fprintf(&s, "\nThe last %s %s:\n", lastChange(a.Operations).Operation, a.Last.summary())
		if err := a.Last.table().Write(&s, width, b.paint); err != nil {
			return "", err
		}
	}
	if len(a.Snapshots) > 0 {
		s.WriteString("\n")
		if err := b.snapshotsTable(a.Snapshots).Write(&s, width, b.paint); err != nil {
			return "", err
		}
	}
	return s.String(), nil
}

func ago(t *time.Time) string {
	if t == nil {
		return ""
	}
	return fmt.Sprintf("%s ago (%s)", terminal.Age(time.Now(), *t), t.Local().Format("2006-01-02 15:04:05"))
}

// lastChange is the newest of the operations that is more than a snapshot; nil where there is none.
func lastChange(operations []operation) *operation {
	for i := range operations {
		if !strings.HasSuffix(operations[i].Operation, "Snapshot") {
			return &operations[i]
		}
	}
	return nil
}
