package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype/zeronull"

	"github.com/penstock/penstock/lifecycle"
)

// ApplicationSummary is what a list tells about an application.
type ApplicationSummary struct {
	Name      string
	Status    lifecycle.Status
	VersionID int64
	Runtime   string
	Mode      string
	// Health is how the job gets on; zero where there is none.
	Health lifecycle.Health
}

// ListApplications returns the applications of the account and region in name order (of bytes), beginning after the
// name given, at most limit of them. Start with the empty name.
func (r Reader) ListApplications(
	ctx context.Context, accountID, region, after string, limit int,
) ([]ApplicationSummary, error) {
	return r.listApplications(ctx, "", accountID, region, after, limit)
}

// ListHealth is ListApplications of those that have a job, or whose job is in the health given, unless that is empty.
func (r Reader) ListHealth(
	ctx context.Context, accountID, region string, state lifecycle.HealthState, after string, limit int,
) ([]ApplicationSummary, error) {
	var statuses []lifecycle.Status
	for _, s := range lifecycle.Statuses() {
		if s.Runs() {
			statuses = append(statuses, s)
		}
	}
	const shown = `CASE WHEN a.observed_generation < a.desired_generation THEN a.desired_via ELSE a.observed_status END`
	return r.listApplications(ctx, `AND a.health <> '' AND ($5 = '' OR a.health = $5) AND `+shown+` = ANY($6)`,
		accountID, region, after, limit, state, statuses)
}

// listApplications lists those that a further condition selects.
func (r Reader) listApplications(ctx context.Context, condition string, arguments ...any) ([]ApplicationSummary, error) {
	rows, err := r.db.Query(ctx, `
		SELECT a.name, a.mode, a.current_version_id, v.runtime, a.desired_via, a.desired_generation,
			a.observed_status, a.observed_generation, a.health, a.health_cause, a.health_since, a.health_reason
		FROM applications a
		JOIN application_versions v ON v.application_id = a.id AND v.id = a.current_version_id
		WHERE a.account_id = $1 AND a.region = $2 AND a.name > $3 `+condition+`
		ORDER BY a.name LIMIT $4`, arguments...)
	if err != nil {
		return nil, fmt.Errorf("list applications: %w", describe(err))
	}
	summaries, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (ApplicationSummary, error) {
		var a lifecycle.Application
		var runtime string
		health := &a.Observed.Health
		err := row.Scan(&a.Name, &a.Mode, &a.CurrentVersionID, &runtime, &a.Desired.Via, &a.Desired.Generation,
			&a.Observed.Status, &a.Observed.Generation, &health.State, &health.Cause, (*zeronull.Timestamptz)(&health.Since), &health.Reason)
		return ApplicationSummary{
			Name: a.Name, Status: a.Status(), VersionID: a.CurrentVersionID, Runtime: runtime, Mode: a.Mode,
			Health: a.Health(),
		}, err
	})
	if err != nil {
		return nil, fmt.Errorf("list applications: %w", describe(err))
	}
	return summaries, nil
}

// Regions returns the regions in which the account has applications, in order.
func (r Reader) Regions(ctx context.Context, accountID string) ([]string, error) {
	rows, err := r.db.Query(ctx, `SELECT DISTINCT region FROM applications WHERE account_id = $1 ORDER BY region`, accountID)
	if err != nil {
		return nil, fmt.Errorf("list regions: %w", describe(err))
	}
	regions, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("list regions: %w", describe(err))
	}
	return regions, nil
}
