package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// maintenanceLock makes control planes begin maintenance one after the other, so that the share of a fleet that is replaced at
// once is counted once.
const maintenanceLock = 7403

// MaintenanceCandidate is an application that runs on a build of the engine which is not started any more.
type MaintenanceCandidate struct {
	ID               int64
	AccountID        string
	Region           string
	Name             string
	MaintenanceStart string
	EngineBuild      string
	// Postponed says why it cannot be replaced now; empty when it can.
	Postponed string
	// LastTried is when its newest maintenance began; zero for never.
	LastTried time.Time
}

// MaintenanceQuery selects candidates. The zero value selects all.
type MaintenanceQuery struct {
	AccountID, Region string
	// After is the id of the last one of the page before, Limit the most that is returned; 0 for all.
	After int64
	Limit int
}

// MaintenanceCandidates lists the applications that run on a build other than those given, in the order of their ids.
func (r Reader) MaintenanceCandidates(ctx context.Context, builds []string, q MaintenanceQuery) ([]MaintenanceCandidate, error) {
	// Nearly always there are no others, which the index tells at once.
	others, err := r.otherBuilds(ctx, builds)
	if err != nil || len(others) == 0 {
		return nil, err
	}
	rows, err := r.db.Query(ctx, `
		SELECT id, account_id, region, name, maintenance_start, engine_build,
			CASE WHEN observed_generation < desired_generation THEN 'something else is done with it'
				WHEN job_restarting THEN 'its job is restarting'
				WHEN health IN ('RESTARTING', 'STALLED') THEN 'its job is ' || health
				ELSE '' END,
			(SELECT max(start_time) FROM operations o WHERE o.application_id = applications.id AND kind = 'ApplicationMaintenance')
		FROM applications
		WHERE observed_status = 'RUNNING' AND engine_build = ANY($1) AND ($2 = '' OR account_id = $2 AND region = $3) AND id > $4
		ORDER BY id LIMIT $5`, others, q.AccountID, q.Region, q.After, orNull(q.Limit))
	if err != nil {
		return nil, fmt.Errorf("list applications for maintenance: %w", err)
	}
	found, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (MaintenanceCandidate, error) {
		var c MaintenanceCandidate
		var tried *time.Time
		err := row.Scan(&c.ID, &c.AccountID, &c.Region, &c.Name, &c.MaintenanceStart, &c.EngineBuild, &c.Postponed, &tried)
		if tried != nil {
			c.LastTried = *tried
		}
		return c, err
	})
	if err != nil {
		return nil, fmt.Errorf("list applications for maintenance: %w", err)
	}
	return found, nil
}

// otherBuilds are the builds that applications run on, but for those given. It goes through the index from one to the next.
func (r Reader) otherBuilds(ctx context.Context, builds []string) ([]string, error) {
	rows, err := r.db.Query(ctx, `
		WITH RECURSIVE running AS (
			(SELECT engine_build FROM applications WHERE observed_status = 'RUNNING' ORDER BY engine_build LIMIT 1)
			UNION ALL
			SELECT following.engine_build FROM running CROSS JOIN LATERAL (
				SELECT engine_build FROM applications a WHERE observed_status = 'RUNNING' AND a.engine_build > running.engine_build
				ORDER BY engine_build LIMIT 1) AS following
		)
		SELECT engine_build FROM running WHERE engine_build <> ALL($1)`, builds)
	if err != nil {
		return nil, fmt.Errorf("list builds that run: %w", err)
	}
	others, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("list builds that run: %w", err)
	}
	return others, nil
}

// SameBuilds tells whether every control plane starts clusters with these builds, and there is one. While they differ, a cluster that
// one of them brings up would be replaced again by another.
func (r Reader) SameBuilds(ctx context.Context, builds []string) (same bool, err error) {
	err = r.db.QueryRow(ctx, `SELECT coalesce(bool_and(engine_builds = $1), false) FROM control_planes`, builds).Scan(&same)
	if err != nil {
		return false, fmt.Errorf("compare the builds of control planes: %w", err)
	}
	return same, nil
}

// CountRunning tells how many applications run, and how many of them are being replaced by maintenance.
func (r Reader) CountRunning(ctx context.Context) (running, replaced int, err error) {
	err = r.db.QueryRow(ctx, `
		SELECT count(*), count(*) FILTER (WHERE shown_status(applications) = 'MAINTENANCE')
		FROM applications WHERE running_parallelism > 0`).Scan(&running, &replaced)
	if err != nil {
		return 0, 0, fmt.Errorf("count running applications: %w", err)
	}
	return running, replaced, nil
}

// TryLockMaintenance keeps other control planes from beginning maintenance until the transaction ends. It is false where one of them
// does so already.
func (tx *Tx) TryLockMaintenance(ctx context.Context) (locked bool, err error) {
	if err = tx.db.QueryRow(ctx, `SELECT pg_try_advisory_xact_lock($1, 0)`, maintenanceLock).Scan(&locked); err != nil {
		return false, fmt.Errorf("lock maintenance: %w", err)
	}
	return locked, nil
}

// Maintain wants the cluster of a running application replaced by one of the newest build, at the parallelism that it has. Its job has
// to be able to give a snapshot. The errors are those of [Tx.Replace], and a fault where the status does not allow it, or the cluster
// is of one of the builds.
func (tx *Tx) Maintain(ctx context.Context, applicationID int64, builds []string, requestedBy string, now time.Time) (*lifecycle.Operation, error) {
	a, err := tx.LockApplicationByID(ctx, applicationID)
	if err != nil {
		return nil, err
	}
	switch status := a.Status(); {
	case status != lifecycle.StatusRunning:
		return nil, fault.InUse("application %s is in status %s; only what runs is replaced", a.Name, status)
	case a.Observed.Restarting:
		return nil, fault.InvalidRequest("the job of application %s is restarting; it cannot be replaced before it runs", a.Name)
	}
	for _, build := range builds {
		if a.Observed.EngineBuild == build {
			return nil, fault.InvalidRequest("application %s runs on %s already, which is the newest", a.Name, build)
		}
	}
	return tx.Replace(ctx, a.ID, Replacement{
		Kind: lifecycle.OperationMaintenance, Via: lifecycle.StatusMaintenance, Parallelism: a.Observed.Parallelism,
		RequestedBy: requestedBy, Expected: a.Observed,
	}, now)
}
