package command

import (
	"context"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/terminal"
)

// used is what an application used in a month, in hours of KPUs.
type used struct {
	Month         string  `json:"month"`
	Name          string  `json:"name"`
	ARN           string  `json:"arn"`
	KPUHours      float64 `json:"kpuHours"`
	Orchestration float64 `json:"orchestrationKpuHours"`
}

func newUsageCommand() *cobra.Command {
	var month string
	var asCSV bool
	cmd := &cobra.Command{
		Use:   "usage [NAME]",
		Short: "Show how many hours of KPUs applications used",
		Long: `Show how many hours of KPUs the applications of the region used in a calendar month, in UTC: those of their jobs, which are the
parallelism over the parallelism per KPU, rounded up; and the one for orchestration that is added for as long as an application runs.
Applications that were deleted stay in the list.`,
		Example: `  penstock usage
  penstock usage orders --month 2026-11
  penstock usage --month 2026-01:2026-12 --csv > usage.csv`,
		Args: cobra.MaximumNArgs(1),
	}
	b := newBase(cmd, true)
	cmd.GroupID = GroupServer
	cmd.Flags().StringVar(&month, "month", "", "the `MONTH`, such as 2026-11, or the first and the last one, such as 2026-01:2026-12 (default the current one)")
	cmd.Flags().BoolVar(&asCSV, "csv", false, "write comma-separated values")
	cmd.ValidArgsFunction = b.completeApplication
	cmd.RunE = b.run(func(ctx context.Context, args []string) error {
		in := &model.ListUsageRequest{Limit: new(int64(1000))}
		if first, last, isRange := strings.Cut(month, ":"); isRange {
			in.StartMonth, in.EndMonth = &first, &last
		} else if month != "" {
			in.StartMonth = &month
		}
		if len(args) > 0 {
			in.Application = &args[0]
		}
		rows, err := b.usage(ctx, in)
		switch {
		case err != nil:
			return err
		case asCSV:
			return b.writeUsageCSV(rows)
		case b.isJSON():
			return b.writeJSON(rows)
		default:
			return b.writeUsage(rows)
		}
	})
	return cmd
}

func (b *base) usage(ctx context.Context, in *model.ListUsageRequest) ([]used, error) {
	const hour = 3_600_000 // in ms
	rows := []used{}
	for {
		out, err := b.api.ListUsage(ctx, in)
		if err != nil {
			return nil, err
		}
		for _, u := range out.UsageItems {
			rows = append(rows, used{
				*u.Month, *u.ApplicationName, *u.ApplicationARN, float64(*u.KpuMilliseconds) / hour, float64(*u.OrchestrationKpuMilliseconds) / hour,
			})
		}
		if in.NextToken = out.NextToken; in.NextToken == nil {
			return rows, nil
		}
	}
}

func (b *base) writeUsage(rows []used) error {
	if len(rows) == 0 {
		_, err := fmt.Fprintf(b.out, "Nothing was used in %s.\n", b.target.Region)
		return err
	}
	t := terminal.Table{Columns: []terminal.Column{
		{Title: "MONTH"}, {Title: "NAME", Shrink: true}, {Title: "KPU HOURS", Right: true}, {Title: "ORCHESTRATION", Right: true}, {Title: "SUM", Right: true},
	}}
	var kpus, orchestration float64
	hours := func(n float64) string { return strconv.FormatFloat(n, 'f', 2, 64) }
	for _, r := range rows {
		t.Rows = append(t.Rows, terminal.Plain(r.Month, r.Name, hours(r.KPUHours), hours(r.Orchestration), hours(r.KPUHours+r.Orchestration)))
		kpus, orchestration = kpus+r.KPUHours, orchestration+r.Orchestration
	}
	t.Rows = append(t.Rows, terminal.Plain("", "all", hours(kpus), hours(orchestration), hours(kpus+orchestration)))
	return t.Write(b.out, terminal.Width(b.out), b.paint)
}

func (b *base) writeUsageCSV(rows []used) error {
	w := csv.NewWriter(b.out)
	exact := func(n float64) string { return strconv.FormatFloat(n, 'f', 6, 64) }
	lines := [][]string{{"month", "application", "arn", "kpu_hours", "orchestration_kpu_hours"}}
	for _, r := range rows {
		lines = append(lines, []string{r.Month, r.Name, r.ARN, exact(r.KPUHours), exact(r.Orchestration)})
	}
	return w.WriteAll(lines)
}
