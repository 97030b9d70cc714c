package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// SnapshotImport is an import of a snapshot that is under way, or was when its process died.
type SnapshotImport struct {
	// SnapshotID is the id that the snapshot will have.
	SnapshotID    int64
	ApplicationID int64
	// URI is where its files are, and Site the machine that has them; empty for what all control planes reach.
	URI, Site string
}

// AbandonedImport is an import that was given up.
type AbandonedImport struct {
	SnapshotImport

	// First tells that it was given up just now.
	First bool
}

// ErrImportAbandoned says that an import was given up by others, since its process was not heard of for too long.
var ErrImportAbandoned = errors.New("the import was not heard of for too long and was given up")

// NextSnapshotID takes an id for a snapshot whose files are there before its row is.
func (s *Store) NextSnapshotID(ctx context.Context) (id int64, err error) {
	if err = s.db.QueryRow(ctx, `SELECT nextval(pg_get_serial_sequence('snapshots', 'id'))`).Scan(&id); err != nil {
		return 0, fmt.Errorf("take an id for a snapshot: %w", err)
	}
	return id, nil
}

// BeginImport writes down an import before its first file. It has to be extended within the term, by the database's clock.
func (s *Store) BeginImport(ctx context.Context, i SnapshotImport, term time.Duration) error {
	_, err := s.db.Exec(ctx, `
		INSERT INTO snapshot_imports (snapshot_id, application_id, uri, site, until)
		VALUES ($1, $2, $3, $4, clock_timestamp() + $5::interval)`, i.SnapshotID, i.ApplicationID, i.URI, i.Site, term)
	if err != nil {
		return fmt.Errorf("begin import of snapshot %d: %w", i.SnapshotID, err)
	}
	return nil
}

// ExtendImport says that an import goes on. The error is [ErrImportAbandoned] where it must not any more.
func (s *Store) ExtendImport(ctx context.Context, snapshotID int64, term time.Duration) error {
	tag, err := s.db.Exec(ctx, `
		UPDATE snapshot_imports SET until = clock_timestamp() + $2::interval WHERE snapshot_id = $1 AND abandon_time IS NULL`, snapshotID, term)
	if err != nil {
		return fmt.Errorf("extend import of snapshot %d: %w", snapshotID, err)
	}
	if tag.RowsAffected() == 0 {
		return ErrImportAbandoned
	}
	return nil
}

// AbandonImport gives an import up, so that it cannot become a snapshot from then on, and tells whether it was there to be given up. Where it
// was not, it has become a snapshot, or was forgotten. A transaction that is still making a snapshot of it is waited for.
func (s *Store) AbandonImport(ctx context.Context, snapshotID int64) (abandoned bool, err error) {
	tag, err := s.db.Exec(ctx, `
		UPDATE snapshot_imports SET abandon_time = coalesce(abandon_time, clock_timestamp()) WHERE snapshot_id = $1`, snapshotID)
	if err != nil {
		return false, fmt.Errorf("abandon import of snapshot %d: %w", snapshotID, err)
	}
	return tag.RowsAffected() == 1, nil
}

// AbandonImports gives up the imports that were not extended in time, and returns all that were given up and are not forgotten yet, as far
// as the site has their files.
func (s *Store) AbandonImports(ctx context.Context, site string) ([]AbandonedImport, error) {
	rows, err := s.db.Query(ctx, `
		WITH late AS (
			UPDATE snapshot_imports SET abandon_time = clock_timestamp()
			WHERE abandon_time IS NULL AND until < clock_timestamp() AND site IN ('', $1)
			RETURNING snapshot_id, application_id, uri, site
		)
		SELECT snapshot_id, application_id, uri, site, true FROM late
		UNION ALL
		SELECT snapshot_id, application_id, uri, site, false FROM snapshot_imports WHERE abandon_time IS NOT NULL AND site IN ('', $1)
		ORDER BY snapshot_id`, site)
	if err != nil {
		return nil, fmt.Errorf("look for imports that were given up: %w", err)
	}
	found, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (i AbandonedImport, err error) {
		err = row.Scan(&i.SnapshotID, &i.ApplicationID, &i.URI, &i.Site, &i.First)
		return i, err
	})
	if err != nil {
		return nil, fmt.Errorf("look for imports that were given up: %w", err)
	}
	return found, nil
}

// ForgetImport forgets an import whose files were removed, if it was given up so long ago that whoever had it has noticed.
func (s *Store) ForgetImport(ctx context.Context, snapshotID int64, after time.Duration) (forgotten bool, err error) {
	tag, err := s.db.Exec(ctx, `
		DELETE FROM snapshot_imports WHERE snapshot_id = $1 AND abandon_time <= clock_timestamp() - $2::interval`, snapshotID, after)
	if err != nil {
		return false, fmt.Errorf("forget import of snapshot %d: %w", snapshotID, err)
	}
	return tag.RowsAffected() == 1, nil
}

// ImportSnapshot inserts a snapshot that is READY already, of the id that it has, encrypted with the data key named, and ends its import. A
// name that is taken is a fault of kind InUse; the error is [ErrImportAbandoned] where the files may be gone.
func (tx *Tx) ImportSnapshot(ctx context.Context, snapshot *lifecycle.Snapshot, dataKeyID string) error {
	tag, err := tx.db.Exec(ctx, `DELETE FROM snapshot_imports WHERE snapshot_id = $1 AND abandon_time IS NULL`, snapshot.ID)
	if err != nil {
		return fmt.Errorf("end import of snapshot %s: %w", snapshot.Name, err)
	}
	if tag.RowsAffected() == 0 {
		return ErrImportAbandoned
	}
	snapshot.CreateTime = wholeSecond(snapshot.CreateTime)
	_, err = tx.db.Exec(ctx, `
		INSERT INTO snapshots (
			id, application_id, name, status, version_id, runtime, create_time, automatic, operation_id, key_type, key_id, location, size,
			origin, parallelism, key_provider, key_arn, data_key_id, metadata_digest)
		OVERRIDING SYSTEM VALUE
		VALUES ($1, $2, $3, 'READY', $4, $5, $6, false, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
		snapshot.ID, snapshot.ApplicationID, snapshot.Name, snapshot.VersionID, snapshot.Runtime, snapshot.CreateTime, orNull(snapshot.OperationID),
		snapshot.KeyType, snapshot.KeyID, snapshot.Location, snapshot.Size, snapshot.Origin, snapshot.Parallelism,
		snapshot.Key.Provider, snapshot.Key.ARN, orNull(dataKeyID), snapshot.MetadataDigest)
	if isDuplicate(err, "snapshots_application_id_name_key") {
		return fault.InUse("snapshot %s exists already", snapshot.Name)
	}
	if err != nil {
		return fmt.Errorf("insert snapshot %s: %w", snapshot.Name, err)
	}
	return nil
}
