package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/lifecycle"
)

// PutStep writes the step of the operation as it is now, whether it is new or known by its name. The time of its
// first start stays.
func (tx *Tx) PutStep(ctx context.Context, operationID string, step lifecycle.Step) error {
	_, err := tx.db.Exec(ctx, `
		INSERT INTO operation_steps AS s (operation_id, name, start_time, end_time, outcome, attempts, detail)
		VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (operation_id, name) DO UPDATE SET
			end_time = excluded.end_time, outcome = excluded.outcome, attempts = excluded.attempts,
			detail = excluded.detail`,
		operationID, step.Name, microsecond(step.StartTime), orNull(microsecond(step.EndTime)), step.Outcome,
		max(1, step.Attempts), printable(step.Detail))
	if err != nil {
		return fmt.Errorf("write step %s of operation %s: %w", step.Name, operationID, err)
	}
	return nil
}

func (r Reader) steps(ctx context.Context, operationID string) ([]lifecycle.Step, error) {
	rows, err := r.db.Query(ctx, `
		SELECT name, start_time, end_time, outcome, attempts, detail
		FROM operation_steps WHERE operation_id = $1 ORDER BY start_time, name`, operationID)
	if err != nil {
		return nil, fmt.Errorf("read steps of operation %s: %w", operationID, err)
	}
	steps, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (lifecycle.Step, error) {
		var s lifecycle.Step
		var end *time.Time
		err := row.Scan(&s.Name, &s.StartTime, &end, &s.Outcome, &s.Attempts, &s.Detail)
		if end != nil {
			s.EndTime = *end
		}
		return s, err
	})
	if err != nil {
		return nil, fmt.Errorf("read steps of operation %s: %w", operationID, err)
	}
	return steps, nil
}
