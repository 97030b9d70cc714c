package store

import (
	"context"

	"github.com/penstock/penstock/lifecycle"
)

// SnapshotQuery selects snapshots for a list. Before is the last one of the page before; the zero value begins with the newest.
type SnapshotQuery struct {
	// Origins select by the kinds of operations that took them; none select all.
	Origins []lifecycle.OperationKind
	Before  SnapshotCursor
	// Limit is the most that is returned.
	Limit int
}

// NewestSnapshots returns the snapshots of the application, newest first, those of one second in the reverse order of their names.
func (r Reader) NewestSnapshots(ctx context.Context, applicationID int64, q SnapshotQuery) ([]lifecycle.Snapshot, error) {
	return r.snapshots(ctx, `
		WHERE application_id = $1 AND ($2::timestamptz IS NULL OR (create_time, name) < ($2, $3)) AND ($4::text[] IS NULL OR origin = ANY($4))
		ORDER BY create_time DESC, name DESC LIMIT $5`,
		applicationID, orNull(q.Before.CreateTime), q.Before.Name, q.Origins, q.Limit)
}
