package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/lifecycle/autoscale"
)

// AutoscalingWindow is what is kept of what autoscaling has seen of the application; the zero value where nothing is.
func (r Reader) AutoscalingWindow(ctx context.Context, applicationID int64) (w autoscale.Window, err error) {
	var high, low, notBefore *time.Time
	err = r.db.QueryRow(ctx, `
		SELECT job_id, read_at, cpu, high_since, low_since, operation_id, failures, not_before
		FROM autoscaling_windows WHERE application_id = $1`, applicationID).
		Scan(&w.JobID, &w.ReadAt, &w.CPU, &high, &low, &w.OperationID, &w.Failures, &notBefore)
	if errors.Is(err, pgx.ErrNoRows) {
		return autoscale.Window{}, nil
	}
	if err != nil {
		return autoscale.Window{}, fmt.Errorf("read autoscaling window of application %d: %w", applicationID, err)
	}
	if high != nil {
		w.HighSince, w.HighLast = *high, w.ReadAt
	}
	if low != nil {
		w.LowSince = *low
	}
	if notBefore != nil {
		w.NotBefore = *notBefore
	}
	return w, nil
}

// SaveAutoscalingWindow keeps what autoscaling has seen of the application, if that is still there.
func (tx *Tx) SaveAutoscalingWindow(ctx context.Context, applicationID int64, w autoscale.Window) error {
	_, err := tx.db.Exec(ctx, `
		INSERT INTO autoscaling_windows (application_id, job_id, read_at, cpu, high_since, low_since, operation_id, failures, not_before)
		SELECT id, $2, $3, $4, $5, $6, $7, $8, $9 FROM applications WHERE id = $1
		ON CONFLICT (application_id) DO UPDATE SET job_id = $2, read_at = $3, cpu = $4, high_since = $5, low_since = $6,
			operation_id = $7, failures = $8, not_before = $9`,
		applicationID, w.JobID, w.ReadAt, w.CPU, orNull(w.HighSince), orNull(w.LowSince), w.OperationID, w.Failures, orNull(w.NotBefore))
	if err != nil {
		return fmt.Errorf("keep autoscaling window of application %d: %w", applicationID, err)
	}
	return nil
}

// ForgetAutoscalingWindow removes what was kept.
func (tx *Tx) ForgetAutoscalingWindow(ctx context.Context, applicationID int64) error {
	if _, err := tx.db.Exec(ctx, `DELETE FROM autoscaling_windows WHERE application_id = $1`, applicationID); err != nil {
		return fmt.Errorf("forget autoscaling window of application %d: %w", applicationID, err)
	}
	return nil
}
