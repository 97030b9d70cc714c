package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

const snapshotColumns = `
	id, application_id, name, status, version_id, runtime, create_time, automatic, coalesce(operation_id, ''), key_type,
	key_id, key_provider, key_arn, location, size, failure, origin, parallelism, verify_time, verified_files, verify_problem,
	metadata_digest`

func scanSnapshot(row pgx.CollectableRow) (lifecycle.Snapshot, error) {
	var s lifecycle.Snapshot
	var v lifecycle.SnapshotVerification
	var verified *time.Time
	err := row.Scan(&s.ID, &s.ApplicationID, &s.Name, &s.Status, &s.VersionID, &s.Runtime, &s.CreateTime, &s.Automatic,
		&s.OperationID, &s.KeyType, &s.KeyID, &s.Key.Provider, &s.Key.ARN, &s.Location, &s.Size, &s.Failure, &s.Origin, &s.Parallelism, &verified, &v.Files, &v.Problem,
		&s.MetadataDigest)
	if verified != nil {
		v.Time = *verified
		s.Verified = &v
	}
	return s, err
}

// Snapshot returns the snapshot of that name, or a fault of kind NotFound.
func (r Reader) Snapshot(ctx context.Context, applicationID int64, name string) (*lifecycle.Snapshot, error) {
	found, err := r.snapshots(ctx, `WHERE application_id = $1 AND name = $2`, applicationID, name)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, fault.NotFound("snapshot %s does not exist", name)
	}
	return &found[0], nil
}

// LatestSnapshot returns the newest READY snapshot, automatic or not; ok is false when there is none.
func (r Reader) LatestSnapshot(
	ctx context.Context, applicationID int64,
) (snapshot *lifecycle.Snapshot, ok bool, err error) {
	found, err := r.snapshots(ctx, `
		WHERE application_id = $1 AND status = 'READY' ORDER BY create_time DESC, id DESC LIMIT 1`, applicationID)
	if err != nil || len(found) == 0 {
		return nil, false, err
	}
	return &found[0], true, nil
}

// LatestSnapshotOfVersion returns the newest READY snapshot of a job of the version, automatic or not; ok is false when there is
// none.
func (r Reader) LatestSnapshotOfVersion(
	ctx context.Context, applicationID, versionID int64,
) (snapshot *lifecycle.Snapshot, ok bool, err error) {
	found, err := r.snapshots(ctx, `
		WHERE application_id = $1 AND version_id = $2 AND status = 'READY' ORDER BY create_time DESC, id DESC LIMIT 1`,
		applicationID, versionID)
	if err != nil || len(found) == 0 {
		return nil, false, err
	}
	return &found[0], true, nil
}

// SnapshotOfChange returns the snapshot, in whatever status, that the newest change to the version took of the job before, or was
// about to; ok is false when there is none.
func (r Reader) SnapshotOfChange(
	ctx context.Context, applicationID, versionTo int64,
) (snapshot *lifecycle.Snapshot, ok bool, err error) {
	found, err := r.snapshots(ctx, `
		WHERE application_id = $1 AND automatic AND operation_id IN (
			SELECT id FROM operations WHERE application_id = $1 AND version_to = $2)
		ORDER BY id DESC LIMIT 1`, applicationID, versionTo)
	if err != nil || len(found) == 0 {
		return nil, false, err
	}
	return &found[0], true, nil
}

// LastSnapshotID is the id of the newest snapshot of the application, in whatever status; 0 when there is none. Later ones have higher
// ids, also after snapshots were deleted.
func (r Reader) LastSnapshotID(ctx context.Context, applicationID int64) (id int64, err error) {
	err = r.db.QueryRow(ctx, `SELECT coalesce(max(id), 0) FROM snapshots WHERE application_id = $1`, applicationID).Scan(&id)
	if err != nil {
		return 0, fmt.Errorf("read newest snapshot: %w", err)
	}
	return id, nil
}

// AutomaticSnapshotAfter returns the newest automatic snapshot of the application, in whatever status, whose id is higher than the
// one given; ok is false when there is none.
func (r Reader) AutomaticSnapshotAfter(
	ctx context.Context, applicationID, id int64,
) (snapshot *lifecycle.Snapshot, ok bool, err error) {
	found, err := r.snapshots(ctx, `WHERE application_id = $1 AND automatic AND id > $2 ORDER BY id DESC LIMIT 1`, applicationID, id)
	if err != nil || len(found) == 0 {
		return nil, false, err
	}
	return &found[0], true, nil
}

// UnfinishedSnapshots returns the snapshots that are CREATING or DELETING, oldest first.
func (r Reader) UnfinishedSnapshots(ctx context.Context, applicationID int64) ([]lifecycle.Snapshot, error) {
	return r.snapshots(ctx, `
		WHERE application_id = $1 AND status IN ('CREATING', 'DELETING') ORDER BY create_time, id`, applicationID)
}

// SnapshotCursor is a place in a list of snapshots; the zero value is the beginning. A name is unique among those that
// exist, so it tells apart the snapshots of one second.
type SnapshotCursor struct {
	CreateTime time.Time
	Name       string
}

// ListSnapshots returns the snapshots of the application, oldest first, those of one second in name order, beginning
// after the place given, at most limit of them.
func (r Reader) ListSnapshots(
	ctx context.Context, applicationID int64, after SnapshotCursor, limit int,
) ([]lifecycle.Snapshot, error) {
	return r.snapshots(ctx, `
		WHERE application_id = $1 AND (create_time, name) > ($2, $3) ORDER BY create_time, name LIMIT $4`,
		applicationID, after.CreateTime, after.Name, limit)
}

// AllSnapshots returns every snapshot of the application, oldest first.
func (r Reader) AllSnapshots(ctx context.Context, applicationID int64) ([]lifecycle.Snapshot, error) {
	return r.snapshots(ctx, `WHERE application_id = $1 ORDER BY create_time, id`, applicationID)
}

func (r Reader) snapshots(ctx context.Context, where string, arguments ...any) ([]lifecycle.Snapshot, error) {
	rows, err := r.db.Query(ctx, `SELECT`+snapshotColumns+` FROM snapshots `+where, arguments...)
	if err != nil {
		return nil, fmt.Errorf("read snapshots: %w", describe(err))
	}
	found, err := pgx.CollectRows(rows, scanSnapshot)
	if err != nil {
		return nil, fmt.Errorf("read snapshots: %w", describe(err))
	}
	return found, nil
}

// CountSnapshots tells how many snapshots of any status the application has.
func (r Reader) CountSnapshots(ctx context.Context, applicationID int64) (int, error) {
	var count int
	err := r.db.QueryRow(ctx, `SELECT count(*) FROM snapshots WHERE application_id = $1`, applicationID).Scan(&count)
	if err != nil {
		return 0, fmt.Errorf("count snapshots: %w", err)
	}
	return count, nil
}

// CreateSnapshot inserts a snapshot, gives it its id and wakes the reconciler. A name that is taken is a fault of kind InUse.
func (tx *Tx) CreateSnapshot(ctx context.Context, s *lifecycle.Snapshot) error {
	s.CreateTime = wholeSecond(s.CreateTime)
	err := tx.db.QueryRow(ctx, `
		INSERT INTO snapshots (
			application_id, name, status, version_id, runtime, create_time, automatic, operation_id, key_type, key_id,
			location, size, failure, origin, parallelism, key_provider, key_arn)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
		RETURNING id`,
		s.ApplicationID, s.Name, s.Status, s.VersionID, s.Runtime, s.CreateTime, s.Automatic, orNull(s.OperationID),
		s.KeyType, s.KeyID, s.Location, s.Size, s.Failure, s.Origin, s.Parallelism,
		s.Key.Provider, s.Key.ARN).Scan(&s.ID)
	if isDuplicate(err, "snapshots_application_id_name_key") {
		return fault.InUse("snapshot %s exists already", s.Name)
	}
	if err != nil {
		return fmt.Errorf("insert snapshot %s: %w", s.Name, err)
	}
	return tx.Wake(ctx, s.ApplicationID)
}

// ErrSnapshotStatus says that a snapshot is not in the status that a change of it supposed.
var ErrSnapshotStatus = errors.New("snapshot is in another status")

// CompleteSnapshot makes a CREATING snapshot READY, with the state at the location. It returns [ErrSnapshotStatus] for
// any other.
func (tx *Tx) CompleteSnapshot(
	ctx context.Context, applicationID int64, name string, location json.RawMessage, size int64,
) error {
	return tx.changeSnapshot(ctx, name, `
		UPDATE snapshots SET status = 'READY', location = $3, size = $4
		WHERE application_id = $1 AND name = $2 AND status = 'CREATING'`, applicationID, name, location, size)
}

// RecordMetadataDigest writes down what the metadata of a snapshot have to be: the SHA-256 of the file as it is stored.
func (tx *Tx) RecordMetadataDigest(ctx context.Context, applicationID int64, name string, digest []byte) error {
	_, err := tx.db.Exec(ctx, `UPDATE snapshots SET metadata_digest = $3 WHERE application_id = $1 AND name = $2`, applicationID, name, digest)
	if err != nil {
		return fmt.Errorf("note the digest of snapshot %s: %w", name, err)
	}
	return nil
}

// FailSnapshot makes a CREATING snapshot FAILED for the reason given. It returns [ErrSnapshotStatus] for any other.
func (tx *Tx) FailSnapshot(ctx context.Context, applicationID int64, name, reason string) error {
	return tx.changeSnapshot(ctx, name, `
		UPDATE snapshots SET status = 'FAILED', failure = $3
		WHERE application_id = $1 AND name = $2 AND status = 'CREATING'`, applicationID, name, reason)
}

// MarkSnapshotDeleting makes a READY or FAILED snapshot DELETING, for the operation named, and wakes the reconciler. It
// returns [ErrSnapshotStatus] for any other.
func (tx *Tx) MarkSnapshotDeleting(ctx context.Context, applicationID int64, name, operationID string) error {
	err := tx.changeSnapshot(ctx, name, `
		UPDATE snapshots SET status = 'DELETING', operation_id = $3
		WHERE application_id = $1 AND name = $2 AND status IN ('READY', 'FAILED')`,
		applicationID, name, orNull(operationID))
	if err != nil {
		return err
	}
	return tx.Wake(ctx, applicationID)
}

// DeleteSnapshot removes a DELETING snapshot; its state is gone already. It returns [ErrSnapshotStatus] for any other.
func (tx *Tx) DeleteSnapshot(ctx context.Context, applicationID int64, name string) error {
	return tx.changeSnapshot(ctx, name, `
		DELETE FROM snapshots WHERE application_id = $1 AND name = $2 AND status = 'DELETING'`, applicationID, name)
}

func (tx *Tx) changeSnapshot(ctx context.Context, name, statement string, arguments ...any) error {
	changed, err := tx.db.Exec(ctx, statement, arguments...)
	if err != nil {
		return fmt.Errorf("change snapshot %s: %w", name, err)
	}
	if changed.RowsAffected() == 0 {
		return fmt.Errorf("change snapshot %s: %w", name, ErrSnapshotStatus)
	}
	return nil
}
