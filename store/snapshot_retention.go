package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/snapshots"
)

// SnapshotRetention is how long the snapshots of the application are kept, where that was set for it; own is false where the
// installation's counts.
func (r Reader) SnapshotRetention(ctx context.Context, applicationID int64) (retention snapshots.Retention, own bool, err error) {
	var count *int
	var age *time.Duration
	err = r.db.QueryRow(ctx, `SELECT keep_count, keep_age, spare_manual FROM snapshot_retention WHERE application_id = $1`, applicationID).
		Scan(&count, &age, &retention.SpareManual)
	if errors.Is(err, pgx.ErrNoRows) {
		return snapshots.Retention{}, false, nil
	}
	if err != nil {
		return snapshots.Retention{}, false, fmt.Errorf("read retention of snapshots: %w", err)
	}
	if count != nil {
		retention.Count = *count
	}
	if age != nil {
		retention.Age = *age
	}
	return retention, true, nil
}

// SetSnapshotRetention sets how long the snapshots of the application are kept; nil for as long as the installation says.
func (tx *Tx) SetSnapshotRetention(ctx context.Context, applicationID int64, retention *snapshots.Retention) error {
	var err error
	if retention == nil {
		_, err = tx.db.Exec(ctx, `DELETE FROM snapshot_retention WHERE application_id = $1`, applicationID)
	} else {
		_, err = tx.db.Exec(ctx, `
			INSERT INTO snapshot_retention (application_id, keep_count, keep_age, spare_manual) VALUES ($1, $2, $3, $4)
			ON CONFLICT (application_id) DO UPDATE SET
				keep_count = excluded.keep_count, keep_age = excluded.keep_age, spare_manual = excluded.spare_manual`,
			applicationID, orNull(retention.Count), orNull(retention.Age), retention.SpareManual)
	}
	if err != nil {
		return fmt.Errorf("set retention of snapshots: %w", err)
	}
	return nil
}

// OverRetention lists the applications that have snapshots which need not be kept any longer, or may have: the query knows nothing
// of what they are needed for. What counts for those for which nothing was set is given.
func (r Reader) OverRetention(ctx context.Context, installation snapshots.Retention) (ids []int64, err error) {
	among := `(SELECT application_id AS id FROM snapshot_retention) AS a`
	if installation != (snapshots.Retention{SpareManual: installation.SpareManual}) {
		among = `applications AS a`
	}
	rows, err := r.db.Query(ctx, `
		SELECT a.id FROM `+among+` LEFT JOIN snapshot_retention r ON r.application_id = a.id
		CROSS JOIN LATERAL (
			SELECT CASE WHEN r.application_id IS NULL THEN $1::int ELSE r.keep_count END AS most,
				CASE WHEN r.application_id IS NULL THEN $2::interval ELSE r.keep_age END AS oldest
		) k
		CROSS JOIN LATERAL (
			SELECT count(*) AS number, min(create_time) AS oldest FROM snapshots s
			WHERE s.application_id = a.id AND s.status IN ('READY', 'FAILED')
		) s
		WHERE (k.most IS NOT NULL OR k.oldest IS NOT NULL) AND s.number > 1
			AND (s.number > k.most OR s.oldest < now() - k.oldest)
		ORDER BY a.id`, orNull(installation.Count), orNull(installation.Age))
	if err != nil {
		return nil, fmt.Errorf("look for snapshots to remove: %w", err)
	}
	if ids, err = pgx.CollectRows(rows, pgx.RowTo[int64]); err != nil {
		return nil, fmt.Errorf("look for snapshots to remove: %w", err)
	}
	return ids, nil
}
