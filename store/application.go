package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype/zeronull"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// ApplicationKey is what a client names an application by.
type ApplicationKey struct {
	AccountID string
	Region    string
	Name      string
}

const applicationColumns = `
	id, account_id, region, name, description, mode, current_version_id, conditional_token, maintenance_start,
	create_time, update_time,
	desired_goal, coalesce(desired_version_id, 0), desired_run_configuration, desired_via,
	desired_parallelism, coalesce(desired_operation_id, ''), desired_generation,
	observed_status, observed_generation, coalesce(deployed_version_id, 0), running_configuration,
	running_parallelism, job_plan, cluster, next_cluster, failures, last_error, job_restarting,
	engine_build, health, health_cause, health_since, health_reason`

func scanApplication(row pgx.Row) (*lifecycle.Application, error) {
	a := &lifecycle.Application{}
	return a, row.Scan(applicationTargets(a)...)
}

// applicationTargets are where applicationColumns go.
func applicationTargets(a *lifecycle.Application) []any {
	d, o := &a.Desired, &a.Observed
	return []any{
		&a.ID, &a.AccountID, &a.Region, &a.Name, &a.Description, &a.Mode, &a.CurrentVersionID, &a.ConditionalToken,
		&a.MaintenanceStart, &a.CreateTime, &a.UpdateTime,
		&d.Goal, &d.VersionID, &d.RunConfiguration, &d.Via, &d.Parallelism, &d.OperationID, &d.Generation,
		&o.Status, &o.Generation, &o.DeployedVersionID, &o.RunConfiguration,
		&o.Parallelism, &o.JobPlan, &o.Cluster, &o.NextCluster, &o.Failures, &o.LastError,
		&o.Restarting, &o.EngineBuild, &o.Health.State, &o.Health.Cause, (*zeronull.Timestamptz)(&o.Health.Since), &o.Health.Reason,
	}
}

// Application returns the application of the key, or a fault of kind NotFound.
func (r Reader) Application(ctx context.Context, key ApplicationKey) (*lifecycle.Application, error) {
	return r.applicationByKey(ctx, key, "")
}

// LockApplication is Application, and keeps every other writer of it away until the transaction ends.
func (tx *Tx) LockApplication(ctx context.Context, key ApplicationKey) (*lifecycle.Application, error) {
	return tx.applicationByKey(ctx, key, " FOR NO KEY UPDATE")
}

func (r Reader) applicationByKey(
	ctx context.Context, key ApplicationKey, lock string,
) (*lifecycle.Application, error) {
	a, err := scanApplication(r.db.QueryRow(ctx, `SELECT`+applicationColumns+`
		FROM applications WHERE account_id = $1 AND region = $2 AND name = $3`+lock,
		key.AccountID, key.Region, key.Name))
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, fault.NotFound("application %s does not exist", key.Name)
	}
	if err != nil {
		return nil, fmt.Errorf("read application %s: %w", key.Name, describe(err))
	}
	return a, nil
}

// ApplicationByID returns the application, or a fault of kind NotFound.
func (r Reader) ApplicationByID(ctx context.Context, id int64) (*lifecycle.Application, error) {
	return r.applicationByID(ctx, id, "")
}

// LockApplicationByID is ApplicationByID, and keeps every other writer of it away until the transaction ends.
func (tx *Tx) LockApplicationByID(ctx context.Context, id int64) (*lifecycle.Application, error) {
	return tx.applicationByID(ctx, id, " FOR NO KEY UPDATE")
}

func (r Reader) applicationByID(ctx context.Context, id int64, lock string) (*lifecycle.Application, error) {
	a, err := scanApplication(r.db.QueryRow(ctx,
		`SELECT`+applicationColumns+` FROM applications WHERE id = $1`+lock, id))
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, fault.NotFound("application %d does not exist", id)
	}
	if err != nil {
		return nil, fmt.Errorf("read application %d: %w", id, err)
	}
	return a, nil
}

// currentVersion joins what an application was configured to be last, under names that an application has none of.
const currentVersion = `
	CROSS JOIN LATERAL (
		SELECT id AS version_id, status AS version_status, runtime, service_execution_role, document,
			coalesce(code_id, 0) AS code_id, coalesce(updated_from, 0) AS updated_from,
			coalesce(rolled_back_from, 0) AS rolled_back_from, coalesce(rolled_back_to, 0) AS rolled_back_to,
			create_time AS version_create_time, deployed AS version_deployed, key_provider, key_arn
		FROM application_versions v
		WHERE v.application_id = applications.id AND v.id = applications.current_version_id
	) AS current_version`

// CurrentApplication returns the application of the key and its current version as they are at one moment, or a fault of
// kind NotFound.
func (r Reader) CurrentApplication(
	ctx context.Context, key ApplicationKey,
) (*lifecycle.Application, *lifecycle.Version, error) {
	a, v := &lifecycle.Application{}, &lifecycle.Version{}
	row := r.db.QueryRow(ctx, `SELECT`+applicationColumns+`, version_id, version_status, runtime, service_execution_role,
			document, code_id, updated_from, rolled_back_from, rolled_back_to, version_create_time, version_deployed,
			key_provider, key_arn
		FROM applications`+currentVersion+` WHERE account_id = $1 AND region = $2 AND name = $3`,
		key.AccountID, key.Region, key.Name)
	err := row.Scan(append(applicationTargets(a), &v.ID, &v.Status, &v.Runtime, &v.ServiceExecutionRole, &v.Document,
		&v.CodeID, &v.UpdatedFrom, &v.RolledBackFrom, &v.RolledBackTo, &v.CreateTime, &v.Deployed,
		&v.Key.Provider, &v.Key.ARN)...)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil, fault.NotFound("application %s does not exist", key.Name)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read application %s: %w", key.Name, describe(err))
	}
	v.ApplicationID = a.ID
	return a, v, nil
}

// LockAccount makes changes of the number of applications of one account and region happen one after the other, so
// that a quota that was checked still holds at the commit.
func (tx *Tx) LockAccount(ctx context.Context, accountID, region string) error {
	_, err := tx.db.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, accountID+"/"+region)
	if err != nil {
		return fmt.Errorf("lock account %s: %w", accountID, err)
	}
	return nil
}

// CountApplications tells how many applications the account has in the region.
func (r Reader) CountApplications(ctx context.Context, accountID, region string) (int, error) {
	var count int
	err := r.db.QueryRow(ctx, `SELECT count(*) FROM applications WHERE account_id = $1 AND region = $2`,
		accountID, region).Scan(&count)
	if err != nil {
		return 0, fmt.Errorf("count applications: %w", err)
	}
	return count, nil
}

// CreateApplication inserts the application, READY and wanted to be so, with its first version, and fills in the
// identifiers, states and conditional token of both. The caller sets everything else, the times included. A name that
// is taken is a fault of kind InUse.
func (tx *Tx) CreateApplication(ctx context.Context, a *lifecycle.Application, v *lifecycle.Version) error {
	a.CurrentVersionID = 1
	a.ConditionalToken = newConditionalToken()
	a.CreateTime, a.UpdateTime = wholeSecond(a.CreateTime), wholeSecond(a.CreateTime)
	a.Desired = lifecycle.Desired{Goal: lifecycle.GoalStop, Via: lifecycle.StatusReady, Generation: 1}
	a.Observed = lifecycle.Observed{Status: lifecycle.StatusReady, Generation: 1}
	err := tx.db.QueryRow(ctx, `
		INSERT INTO applications (
			account_id, region, name, description, mode, maintenance_start, current_version_id, conditional_token,
			create_time, update_time, desired_goal, desired_via, desired_generation, observed_status,
			observed_generation)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
		RETURNING id`,
		a.AccountID, a.Region, a.Name, a.Description, a.Mode, a.MaintenanceStart, a.CurrentVersionID,
		a.ConditionalToken, a.CreateTime, a.UpdateTime, a.Desired.Goal, a.Desired.Via, a.Desired.Generation,
		a.Observed.Status, a.Observed.Generation).Scan(&a.ID)
	if isDuplicate(err, "applications_account_id_region_name_key") {
		return fault.InUse("application %s exists already", a.Name)
	}
	if err != nil {
		return fmt.Errorf("insert application %s: %w", a.Name, err)
	}
	if _, err := tx.db.Exec(ctx, `INSERT INTO application_leases (application_id) VALUES ($1)`, a.ID); err != nil {
		return fmt.Errorf("insert lease of application %s: %w", a.Name, err)
	}
	v.ApplicationID, v.ID, v.CreateTime = a.ID, a.CurrentVersionID, a.CreateTime
	return tx.insertVersion(ctx, v)
}

// SetMaintenanceStart changes the beginning of the maintenance window, "HH:MM".
func (tx *Tx) SetMaintenanceStart(ctx context.Context, applicationID int64, start string) error {
	_, err := tx.db.Exec(ctx, `UPDATE applications SET maintenance_start = $2 WHERE id = $1`, applicationID, start)
	if err != nil {
		return fmt.Errorf("set maintenance window of application %d: %w", applicationID, err)
	}
	return nil
}

// DeleteApplication removes the application with all that belongs to it. Only the holder of its lease may, and only
// while that is what is wanted; otherwise it returns [ErrLeaseLost] or [ErrStale]. Its code is
// left to [Store.SweepCode].
func (tx *Tx) DeleteApplication(ctx context.Context, lease Lease) error {
	a, err := tx.Hold(ctx, lease)
	if err != nil {
		return err
	}
	if a.Desired.Goal != lifecycle.GoalDelete {
		return fmt.Errorf("delete application %s: %w", a.Name, ErrStale)
	}
	if _, err := tx.db.Exec(ctx, `DELETE FROM applications WHERE id = $1`, a.ID); err != nil {
		return fmt.Errorf("delete application %s: %w", a.Name, err)
	}
	return nil
}

// newConditionalToken returns an opaque token of 26 characters of base32.
func newConditionalToken() string { return rand.Text() }

func wholeSecond(t time.Time) time.Time { return t.UTC().Truncate(time.Second) }

// orNull makes the absent value of a column out of the zero value.
func orNull[T comparable](value T) *T {
	var zero T
	if value == zero {
		return nil
	}
	return &value
}
