package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype/zeronull"

	"github.com/penstock/penstock/lifecycle"
)

const setHealth = `UPDATE applications SET health = $2, health_cause = $3, health_since = $4, health_reason = $5 WHERE id = $1`

func healthArguments(applicationID int64, h lifecycle.Health) []any {
	return []any{applicationID, h.State, h.Cause, zeronull.Timestamptz(h.Since), h.Reason}
}

// WriteHealth replaces the health of an application, or takes it away. It belongs into a transaction that holds the application's lease,
// see [Tx.Hold].
func (tx *Tx) WriteHealth(ctx context.Context, applicationID int64, h lifecycle.Health) error {
	_, err := tx.db.Exec(ctx, setHealth, healthArguments(applicationID, h)...)
	if err != nil {
		return fmt.Errorf("write health of application %d: %w", applicationID, err)
	}
	return nil
}

// ChangeHealth replaces the health that was told by the next one, for the control plane that watches the application. It is not changed
// when somebody else has told another one, watches the application, or has seen the job restart or end; then written is false.
func (s *Store) ChangeHealth(ctx context.Context, applicationID, watcher int64, told, next lifecycle.Health) (written bool, err error) {
	changed, err := s.db.Exec(ctx, setHealth+`
			AND health = $6 AND health_cause = $7 AND health_since IS NOT DISTINCT FROM $8 AND health_reason = $9 AND NOT job_restarting
			AND EXISTS (SELECT FROM application_leases l WHERE l.application_id = $1 AND l.watcher = $10)`,
		append(healthArguments(applicationID, next), told.State, told.Cause, zeronull.Timestamptz(told.Since), told.Reason, watcher)...)
	if err != nil {
		return false, fmt.Errorf("change health of application %d: %w", applicationID, err)
	}
	return changed.RowsAffected() > 0, nil
}

// HealthCounts is how many applications are in which health, those left out that have none.
func (s *Store) HealthCounts(ctx context.Context) (counts map[lifecycle.HealthState]int, err error) {
	err = s.byIndex(ctx, func(tx *Tx) error {
		counts = map[lifecycle.HealthState]int{}
		rows, err := tx.db.Query(ctx, `SELECT health, count(*) FROM applications WHERE health <> '' GROUP BY health`)
		if err != nil {
			return err
		}
		var state lifecycle.HealthState
		var n int
		_, err = pgx.ForEachRow(rows, []any{&state, &n}, func() error {
			counts[state] = n
			return nil
		})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("count applications by health: %w", err)
	}
	return counts, nil
}
