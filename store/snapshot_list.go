package store

import (
	"context"
	"time"

	"github.com/penstock/penstock/lifecycle"
)

// SnapshotQuery selects snapshots for a list. Before is the last one of the page before; the zero value begins with the newest.
type SnapshotQuery struct {
	// Origins select by the kinds of operations that took them; none select all.
	Origins []lifecycle.OperationKind
	Before  NewestCursor
	// Limit is the most that is returned.
	Limit int
}

// NewestCursor is a place in a list of snapshots that begins with the newest; the zero value is the beginning.
type NewestCursor struct {
	CreateTime time.Time
	ID         int64
}

// NewestSnapshots returns the snapshots of the application, newest first.
func (r Reader) NewestSnapshots(ctx context.Context, applicationID int64, q SnapshotQuery) ([]lifecycle.Snapshot, error) {
	return r.snapshots(ctx, `
		WHERE application_id = $1 AND ($2::timestamptz IS NULL OR (create_time, id) < ($2, $3)) AND ($4::text[] IS NULL OR origin = ANY($4))
		ORDER BY create_time DESC, id DESC LIMIT $5`,
		applicationID, orNull(q.Before.CreateTime), q.Before.ID, q.Origins, q.Limit)
}
