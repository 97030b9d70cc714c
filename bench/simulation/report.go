package simulation

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
)

// Report is what came of a simulation.
type Report struct {
	Plan       Plan
	Operations []Operations
	// JobKPUHours are those of the jobs, OrchestrationKPUHours what the service adds, one for each application that runs.
	JobKPUHours, OrchestrationKPUHours float64
	// PeakKPUs is the most that jobs had at once.
	PeakKPUs int
	// Conflicts are requests that came while the application was busy, and were refused.
	Conflicts int
	// Failures are what the operations that failed tell, and how often.
	Failures map[string]int
	// Violations are what must never be and was.
	Violations []string
}

// Operations are those of one kind and outcome. Without a downtime, as in a start, that is zero.
type Operations struct {
	Kind, Status                         string
	Count                                int
	Median, High, Longest                time.Duration
	MedianDowntime, HighDowntime, Outage time.Duration
}

// report looks at what there is in the end.
func (f *fleet) report(ctx context.Context) (*Report, error) {
	if err := f.check(ctx); err != nil {
		return nil, err
	}
	r := &Report{Plan: f.plan, Conflicts: f.conflicts, Violations: f.violations}
	rows, err := f.sql.Query(ctx, `
		SELECT kind, status, count(*),
			percentile_cont(0.5) WITHIN GROUP (ORDER BY took), percentile_cont(0.95) WITHIN GROUP (ORDER BY took), max(took),
			coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY downtime), '0'),
			coalesce(percentile_cont(0.95) WITHIN GROUP (ORDER BY downtime), '0'), coalesce(max(downtime), '0')
		FROM (SELECT kind, status, end_time - start_time AS took, downtime FROM operations WHERE end_time IS NOT NULL) AS ended
		GROUP BY kind, status ORDER BY kind, status`)
	if err == nil {
		r.Operations, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Operations])
	}
	if err != nil {
		return nil, fmt.Errorf("report operations: %w", err)
	}
	rows, err = f.sql.Query(ctx, `SELECT kind || ': ' || error, count(*) FROM operations WHERE status = 'FAILED' GROUP BY 1`)
	if err == nil {
		r.Failures = map[string]int{}
		var text string
		var count int
		_, err = pgx.ForEachRow(rows, []any{&text, &count}, func() error {
			r.Failures[text] = count
			return nil
		})
	}
	if err != nil {
		return nil, fmt.Errorf("report failures: %w", err)
	}
	err = f.sql.QueryRow(ctx, `
		WITH used AS (SELECT kpus, orchestration_kpus, began, least(coalesce(ended, $1), $1) AS ended FROM usage_intervals WHERE began < $1)
		SELECT coalesce(sum(kpus * extract(epoch FROM ended - began)) / 3600, 0)::float8,
			coalesce(sum(orchestration_kpus * extract(epoch FROM ended - began)) / 3600, 0)::float8,
			(SELECT coalesce(max(at_once), 0) FROM (
				SELECT sum(change) OVER (ORDER BY at, change) AS at_once FROM (
					SELECT began AS at, kpus AS change FROM used UNION ALL SELECT ended, -kpus FROM used) AS changes) AS levels)::int
		FROM used`, f.began.Add(f.plan.Duration)).Scan(&r.JobKPUHours, &r.OrchestrationKPUHours, &r.PeakKPUs)
	if err != nil {
		return nil, fmt.Errorf("report usage: %w", err)
	}
	return r, nil
}

// Print writes the report for people.
func (r *Report) Print(w io.Writer) error {
	round := func(d time.Duration) time.Duration { return d.Round(10 * time.Millisecond) }
	text := fmt.Sprintf("%d applications on %d control planes for %s\n\n%-32s %-11s %6s  %10s %10s %10s  %10s %10s %10s\n",
		r.Plan.Applications, r.Plan.ControlPlanes, r.Plan.Duration,
		"operation", "", "count", "median", "95 %", "longest", "downtime", "95 %", "longest")
	for _, o := range r.Operations {
		text += fmt.Sprintf("%-32s %-11s %6d  %10s %10s %10s  %10s %10s %10s\n", o.Kind, o.Status, o.Count,
			round(o.Median), round(o.High), round(o.Longest), round(o.MedianDowntime), round(o.HighDowntime), round(o.Outage))
	}
	text += fmt.Sprintf("\nKPU hours: %.1f of jobs, %.1f of orchestration; at most %d KPUs of jobs at once\n", r.JobKPUHours, r.OrchestrationKPUHours, r.PeakKPUs)
	text += fmt.Sprintf("requests refused because the application was busy: %d\n", r.Conflicts)
	for _, failure := range slices.Sorted(maps.Keys(r.Failures)) {
		text += fmt.Sprintf("%d × %s\n", r.Failures[failure], failure)
	}
	for _, v := range r.Violations {
		text += "VIOLATION " + v + "\n"
	}
	_, err := io.WriteString(w, text)
	return err
}
