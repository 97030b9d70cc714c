package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Usage is what an application used in a calendar month. The triggers of the database write what it is summed up from.
type Usage struct {
	// Month is its beginning, in UTC.
	Month time.Time
	// ApplicationID tells applications apart that had the same name one after the other.
	ApplicationID int64
	Name          string
	// KPU is the time of the job's KPUs, each counted, and Orchestration that of the ones the service adds. Both are cut to
	// milliseconds.
	KPU, Orchestration time.Duration
}

// UsageQuery selects usage.
type UsageQuery struct {
	AccountID, Region string
	// From is the beginning of the first month, To that of the last one.
	From, To time.Time
	// Application is the name of an application; empty for all.
	Application string
	// After is the last row of the page before; the zero value begins with the first.
	After UsageCursor
	// Limit is the most that is returned.
	Limit int
}

// UsageCursor is a place in a list of usage.
type UsageCursor struct {
	Month         time.Time
	Name          string
	ApplicationID int64
}

// ListUsage returns what was used, by month, name and application. What goes on counts until now.
func (r Reader) ListUsage(ctx context.Context, q UsageQuery) ([]Usage, error) {
	rows, err := r.db.Query(ctx, `
		WITH months AS (
			SELECT month AT TIME ZONE 'UTC' AS began, (month + interval '1 month') AT TIME ZONE 'UTC' AS ended
			FROM generate_series($3::timestamptz AT TIME ZONE 'UTC', $4::timestamptz AT TIME ZONE 'UTC', interval '1 month') AS month
		), parts AS (
			SELECT months.began AS month, u.application_id, u.name, u.kpus, u.orchestration_kpus,
				extract(epoch FROM least(coalesce(u.ended, statement_timestamp()), months.ended) - greatest(u.began, months.began)) AS seconds
			FROM months JOIN usage_intervals u ON u.began < months.ended AND coalesce(u.ended, statement_timestamp()) > months.began
			WHERE u.account_id = $1 AND u.region = $2 AND ($5 = '' OR u.name = $5)
		)
		SELECT month, application_id, name, floor(1000 * sum(seconds * kpus))::bigint, floor(1000 * sum(seconds * orchestration_kpus))::bigint
		FROM parts
		WHERE $6::timestamptz IS NULL OR (month, name, application_id) > ($6, $7::text COLLATE "C", $8)
		GROUP BY month, application_id, name ORDER BY month, name, application_id LIMIT $9`,
		q.AccountID, q.Region, q.From, q.To, q.Application, orNull(q.After.Month), q.After.Name, q.After.ApplicationID, q.Limit)
	if err != nil {
		return nil, fmt.Errorf("list usage: %w", err)
	}
	found, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (Usage, error) {
		var u Usage
		var kpu, orchestration int64
		err := row.Scan(&u.Month, &u.ApplicationID, &u.Name, &kpu, &orchestration)
		u.KPU, u.Orchestration = time.Duration(kpu)*time.Millisecond, time.Duration(orchestration)*time.Millisecond
		return u, err
	})
	if err != nil {
		return nil, fmt.Errorf("list usage: %w", err)
	}
	return found, nil
}

// KPUsInUse tells how many KPUs all applications have at this moment: those of jobs, and those for orchestration.
func (s *Store) KPUsInUse(ctx context.Context) (kpus, orchestration int64, err error) {
	err = s.byIndex(ctx, func(tx *Tx) error {
		return tx.db.QueryRow(ctx, `
			SELECT coalesce(sum(kpus), 0), coalesce(sum(orchestration_kpus), 0) FROM usage_intervals WHERE ended IS NULL`).
			Scan(&kpus, &orchestration)
	})
	if err != nil {
		return 0, 0, fmt.Errorf("count KPUs: %w", err)
	}
	return kpus, orchestration, nil
}
