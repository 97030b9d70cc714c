package store

import (
	"context"
	"fmt"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// NextSnapshotID takes an id for a snapshot whose files are there before its row is.
func (s *Store) NextSnapshotID(ctx context.Context) (id int64, err error) {
	if err = s.db.QueryRow(ctx, `SELECT nextval(pg_get_serial_sequence('snapshots', 'id'))`).Scan(&id); err != nil {
		return 0, fmt.Errorf("take an id for a snapshot: %w", err)
	}
	return id, nil
}

// ImportSnapshot inserts a snapshot that is READY already, of the id that it has, encrypted with the data key named. A name that is
// taken is a fault of kind InUse.
func (tx *Tx) ImportSnapshot(ctx context.Context, snapshot *lifecycle.Snapshot, dataKeyID string) error {
	snapshot.CreateTime = wholeSecond(snapshot.CreateTime)
	_, err := tx.db.Exec(ctx, `
		INSERT INTO snapshots (
			id, application_id, name, status, version_id, runtime, create_time, automatic, operation_id, key_type, key_id, location, size,
			origin, parallelism, key_provider, key_arn, data_key_id)
		OVERRIDING SYSTEM VALUE
		VALUES ($1, $2, $3, 'READY', $4, $5, $6, false, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
		snapshot.ID, snapshot.ApplicationID, snapshot.Name, snapshot.VersionID, snapshot.Runtime, snapshot.CreateTime, orNull(snapshot.OperationID),
		snapshot.KeyType, snapshot.KeyID, snapshot.Location, snapshot.Size, snapshot.Origin, snapshot.Parallelism,
		snapshot.Key.Provider, snapshot.Key.ARN, orNull(dataKeyID))
	if isDuplicate(err, "snapshots_application_id_name_key") {
		return fault.InUse("snapshot %s exists already", snapshot.Name)
	}
	if err != nil {
		return fmt.Errorf("insert snapshot %s: %w", snapshot.Name, err)
	}
	return nil
}
