package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// SnapshotInUse says what a snapshot is needed for now, so that nobody may delete it; empty for nothing. It is used where a job is being
// started from it, where its files are being read, and where an update took it and a rollback of the application would go on
// from it: of a version that turns out wrong there would be no way back. What people made themselves they delete knowingly, and so do
// their tools when they take down what they set up.
func (r Reader) SnapshotInUse(ctx context.Context, a *lifecycle.Application, snapshot *lifecycle.Snapshot) (use string, err error) {
	status := a.Status()
	if status.Transient() {
		restored, err := r.isRestored(ctx, a, snapshot)
		if err != nil {
			return "", err
		}
		if restored {
			return fmt.Sprintf("Snapshot %s of application %s is being restored", snapshot.Name, a.Name), nil
		}
	}
	if use, err = r.snapshotHeld(ctx, a, snapshot); err != nil || use != "" {
		return use, err
	}
	if !snapshot.Automatic || !lifecycle.IsOpen(lifecycle.RequestRollback, status) {
		return "", nil
	}
	return r.neededForRollback(ctx, a, snapshot)
}

// SnapshotNeeded is SnapshotInUse for what is removed without anybody having asked: it also says so where the job that runs was
// started from the snapshot, or where a rollback would need it once the application runs again, whoever made it.
func (r Reader) SnapshotNeeded(ctx context.Context, a *lifecycle.Application, snapshot *lifecycle.Snapshot) (use string, err error) {
	if use, err = r.SnapshotInUse(ctx, a, snapshot); err != nil || use != "" {
		return use, err
	}
	restored, err := r.isStartedFrom(ctx, a, snapshot)
	if err != nil {
		return "", err
	}
	if restored {
		return fmt.Sprintf("The job of application %s was started from snapshot %s", a.Name, snapshot.Name), nil
	}
	return r.neededForRollback(ctx, a, snapshot)
}

// isRestored tells whether the change under way starts a job from the snapshot.
func (r Reader) isRestored(ctx context.Context, a *lifecycle.Application, snapshot *lifecycle.Snapshot) (bool, error) {
	run := a.Desired.RunConfiguration
	if run != nil && run.SnapshotName == snapshot.Name {
		return true, nil
	}
	if run != nil && run.RestoreType == lifecycle.RestoreLatest && a.Status() == lifecycle.StatusStarting {
		latest, _, err := r.LatestSnapshot(ctx, a.ID)
		if err != nil || latest != nil && latest.Name == snapshot.Name {
			return err == nil, err
		}
	}
	return r.isStartedFrom(ctx, a, snapshot)
}

// isStartedFrom tells whether a job of the application was started from the snapshot, by what the reconciler has written down of the
// clusters. As long as such a job has taken no checkpoint it goes back to there.
func (r Reader) isStartedFrom(ctx context.Context, a *lifecycle.Application, snapshot *lifecycle.Snapshot) (started bool, err error) {
	err = r.db.QueryRow(ctx, `
		SELECT $2 IN (coalesce(cluster -> 'state' -> 'restore' ->> 'snapshot', ''), coalesce(next_cluster -> 'state' -> 'restore' ->> 'snapshot', ''))
		FROM applications WHERE id = $1`, a.ID, snapshot.Name).Scan(&started)
	if err != nil {
		return false, fmt.Errorf("look for jobs that were started from snapshot %s: %w", snapshot.Name, err)
	}
	return started, nil
}

func (r Reader) neededForRollback(ctx context.Context, a *lifecycle.Application, snapshot *lifecycle.Snapshot) (use string, err error) {
	current, err := r.Version(ctx, a.ID, a.CurrentVersionID)
	if err != nil {
		return "", err
	}
	target, run, err := r.RollbackTarget(ctx, a, current)
	if fault.Is(err, fault.InvalidRequestKind) {
		return "", nil // there is nothing to roll back to
	}
	if err != nil || run.SnapshotName != snapshot.Name {
		return "", err
	}
	return fmt.Sprintf("Snapshot %s is what a rollback of application %s to version %d goes on from. "+
		"It can be deleted once the application is stopped, or has been updated again.", snapshot.Name, a.Name, target.ID), nil
}

func (r Reader) snapshotHeld(ctx context.Context, a *lifecycle.Application, snapshot *lifecycle.Snapshot) (use string, err error) {
	rows, err := r.db.Query(ctx, `
		SELECT reason FROM snapshot_holds h JOIN snapshots s ON s.id = h.snapshot_id
		WHERE s.application_id = $1 AND s.name = $2 AND h.until > clock_timestamp() ORDER BY h.until DESC LIMIT 1`, a.ID, snapshot.Name)
	if err != nil {
		return "", fmt.Errorf("look at who reads snapshot %s: %w", snapshot.Name, err)
	}
	reasons, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return "", fmt.Errorf("look at who reads snapshot %s: %w", snapshot.Name, err)
	}
	if len(reasons) == 0 {
		return "", nil
	}
	return fmt.Sprintf("Snapshot %s of application %s is being %s", snapshot.Name, a.Name, reasons[0]), nil
}

// HoldSnapshot keeps a READY snapshot from being deleted for the time given, or extends the hold of that id. The reason
// completes "is being", as "exported". It is a fault of kind NotFound or InUse where there is nothing to hold.
func (s *Store) HoldSnapshot(ctx context.Context, id string, applicationID int64, name, reason string, term time.Duration) error {
	return s.InTx(ctx, func(tx *Tx) error {
		// As whoever deletes it does: so either sees the other.
		if _, err := tx.LockApplicationByID(ctx, applicationID); err != nil {
			return err
		}
		snapshot, err := tx.Snapshot(ctx, applicationID, name)
		if err != nil {
			return err
		}
		if snapshot.Status != lifecycle.SnapshotReady {
			return fault.InUse("Snapshot %s is %s and has nothing to read", name, snapshot.Status)
		}
		_, err = tx.db.Exec(ctx, `
			INSERT INTO snapshot_holds (id, snapshot_id, reason, until)
			SELECT $1, s.id, $4, clock_timestamp() + $5::interval FROM snapshots s WHERE s.application_id = $2 AND s.name = $3
			ON CONFLICT (id) DO UPDATE SET until = excluded.until`, id, applicationID, name, reason, term)
		if err != nil {
			return fmt.Errorf("hold snapshot %s: %w", name, err)
		}
		_, err = tx.db.Exec(ctx, `DELETE FROM snapshot_holds WHERE until < clock_timestamp() - interval '1 day'`)
		if err != nil {
			return fmt.Errorf("forget old holds: %w", err)
		}
		return nil
	})
}

// LetSnapshotGo ends a hold.
func (s *Store) LetSnapshotGo(ctx context.Context, id string) error {
	if _, err := s.db.Exec(ctx, `DELETE FROM snapshot_holds WHERE id = $1`, id); err != nil {
		return fmt.Errorf("end hold %s: %w", id, err)
	}
	return nil
}

// RecordVerification writes down what reading all files of a snapshot has found. It is no error where the snapshot is gone.
func (s *Store) RecordVerification(ctx context.Context, applicationID int64, name string, v lifecycle.SnapshotVerification) error {
	_, err := s.db.Exec(ctx, `
		UPDATE snapshots SET verify_time = $3, verified_files = $4, verify_problem = $5 WHERE application_id = $1 AND name = $2`,
		applicationID, name, v.Time, v.Files, printable(v.Problem))
	if err != nil {
		return fmt.Errorf("record verification of snapshot %s: %w", name, err)
	}
	return nil
}
