package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

const versionColumns = `
	application_id, id, status, runtime, service_execution_role, document, coalesce(code_id, 0),
	coalesce(updated_from, 0), coalesce(rolled_back_from, 0), coalesce(rolled_back_to, 0), create_time, deployed, key_provider, key_arn`

func scanVersion(row pgx.Row) (*lifecycle.Version, error) {
	v := &lifecycle.Version{}
	err := row.Scan(&v.ApplicationID, &v.ID, &v.Status, &v.Runtime, &v.ServiceExecutionRole, &v.Document, &v.CodeID,
		&v.UpdatedFrom, &v.RolledBackFrom, &v.RolledBackTo, &v.CreateTime, &v.Deployed, &v.Key.Provider, &v.Key.ARN)
	return v, err
}

// Version returns one version of the application, or a fault of kind NotFound.
func (r Reader) Version(ctx context.Context, applicationID, id int64) (*lifecycle.Version, error) {
	v, err := scanVersion(r.db.QueryRow(ctx, `SELECT`+versionColumns+`
		FROM application_versions WHERE application_id = $1 AND id = $2`, applicationID, id))
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, fault.NotFound("version %d does not exist", id)
	}
	if err != nil {
		return nil, fmt.Errorf("read version %d: %w", id, err)
	}
	return v, nil
}

// VersionSummary is what a list tells about a version.
type VersionSummary struct {
	ID     int64
	Status lifecycle.Status
}

// ListVersions returns the versions of the application, newest first, beginning before the version given, at most limit
// of them. Start with 0.
func (r Reader) ListVersions(ctx context.Context, applicationID, before int64, limit int) ([]VersionSummary, error) {
	rows, err := r.db.Query(ctx, `
		SELECT id, status FROM application_versions
		WHERE application_id = $1 AND ($2 = 0 OR id < $2)
		ORDER BY id DESC LIMIT $3`, applicationID, before, limit)
	if err != nil {
		return nil, fmt.Errorf("list versions: %w", err)
	}
	versions, err := pgx.CollectRows(rows, pgx.RowToStructByPos[VersionSummary])
	if err != nil {
		return nil, fmt.Errorf("list versions: %w", err)
	}
	return versions, nil
}

// CreateVersion makes v the current version of its application; v.ID must follow the current one, otherwise somebody
// else was faster, a fault of kind ConcurrentModification. The application gets a new conditional token and the
// version's time as its update time. Nothing is restarted by this: that takes [Tx.SetDesired].
func (tx *Tx) CreateVersion(ctx context.Context, v *lifecycle.Version) error {
	v.CreateTime = wholeSecond(v.CreateTime)
	changed, err := tx.db.Exec(ctx, `
		UPDATE applications SET current_version_id = $2, update_time = $3, conditional_token = $4
		WHERE id = $1 AND current_version_id = $2 - 1`,
		v.ApplicationID, v.ID, v.CreateTime, newConditionalToken())
	if err != nil {
		return fmt.Errorf("make version %d current: %w", v.ID, err)
	}
	if changed.RowsAffected() == 0 {
		return fault.ConcurrentModification("version %d is not the current version of the application", v.ID-1)
	}
	return tx.insertVersion(ctx, v)
}

// SetVersionStatus changes the status of a version, for instance to ROLLED_BACK.
func (tx *Tx) SetVersionStatus(ctx context.Context, applicationID, id int64, status lifecycle.Status) error {
	changed, err := tx.db.Exec(ctx, `
		UPDATE application_versions SET status = $3 WHERE application_id = $1 AND id = $2`, applicationID, id, status)
	if err != nil {
		return fmt.Errorf("set status of version %d: %w", id, err)
	}
	if changed.RowsAffected() == 0 {
		return fault.NotFound("version %d does not exist", id)
	}
	return nil
}

// MarkDeployed writes down that a job of the version runs, or ran.
func (tx *Tx) MarkDeployed(ctx context.Context, applicationID, id int64) error {
	_, err := tx.db.Exec(ctx, `
		UPDATE application_versions SET deployed = true WHERE application_id = $1 AND id = $2 AND NOT deployed`, applicationID, id)
	if err != nil {
		return fmt.Errorf("mark version %d as deployed: %w", id, err)
	}
	return nil
}

func (tx *Tx) insertVersion(ctx context.Context, v *lifecycle.Version) error {
	if v.Status == "" {
		v.Status = lifecycle.StatusReady
	}
	_, err := tx.db.Exec(ctx, `
		INSERT INTO application_versions (
			application_id, id, status, runtime, service_execution_role, document, code_id, updated_from,
			rolled_back_from, rolled_back_to, create_time, key_provider, key_arn)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		v.ApplicationID, v.ID, v.Status, v.Runtime, v.ServiceExecutionRole, v.Document, orNull(v.CodeID),
		orNull(v.UpdatedFrom), orNull(v.RolledBackFrom), orNull(v.RolledBackTo), v.CreateTime,
		v.Key.Provider, v.Key.ARN)
	if err != nil {
		return fmt.Errorf("insert version %d: %w", v.ID, err)
	}
	return tx.needKeys(ctx, v.Key)
}
