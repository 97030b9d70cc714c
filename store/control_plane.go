package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// JoinControlPlanes makes a control plane known to the others and returns its id. It has to beat from now on. Name is for people who
// look at the table, builds are those of the engines that it starts clusters with.
func (s *Store) JoinControlPlanes(ctx context.Context, name string, builds ...string) (id int64, err error) {
	err = s.db.QueryRow(ctx, `INSERT INTO control_planes (name, engine_builds) VALUES ($1, coalesce($2::text[], '{}')) RETURNING id`, name, builds).Scan(&id)
	if err != nil {
		return 0, fmt.Errorf("join control planes: %w", err)
	}
	return id, nil
}

// Beat tells the others that a control plane is alive, and buries those that were silent for longer than the silence: what they
// watched is due at once. alive is false where the caller itself was buried meanwhile; it has to join again, and what it
// watched is the others'.
func (s *Store) Beat(ctx context.Context, id int64, silence time.Duration) (alive bool, err error) {
	var silent bool
	var told time.Time
	asked := s.clock.passed()
	err = s.db.QueryRow(ctx, `
		WITH me AS (
			UPDATE control_planes SET seen_at = clock_timestamp() WHERE id = $1 RETURNING id
		)
		SELECT clock_timestamp(), EXISTS (SELECT FROM me),
			EXISTS (SELECT FROM control_planes WHERE id <> $1 AND seen_at < clock_timestamp() - $2::interval)`,
		id, silence).Scan(&told, &alive, &silent)
	if err == nil {
		s.clock.set(told, asked)
	}
	if err == nil && silent {
		err = s.bury(ctx, `id <> $1 AND seen_at < clock_timestamp() - $2::interval`, id, silence)
	}
	if err != nil {
		return false, fmt.Errorf("beat of control plane %d: %w", id, err)
	}
	return alive, nil
}

// LeaveControlPlanes ends a control plane's membership. What it watched is due at once.
func (s *Store) LeaveControlPlanes(ctx context.Context, id int64) error {
	if err := s.bury(ctx, `id = $1`, id); err != nil {
		return fmt.Errorf("leave control planes: %w", err)
	}
	return nil
}

// bury deletes control planes and makes what they watched due. A release that names one of them as the watcher locks its row, so it is
// either before the deletion, and seen by the second statement, or finds no row.
func (s *Store) bury(ctx context.Context, which string, args ...any) error {
	return s.InTx(ctx, func(tx *Tx) error {
		rows, err := tx.db.Query(ctx, `DELETE FROM control_planes WHERE `+which+` RETURNING id`, args...)
		if err != nil {
			return err
		}
		dead, err := pgx.CollectRows(rows, pgx.RowTo[int64])
		if err != nil || len(dead) == 0 {
			return err
		}
		woken, err := tx.db.Exec(ctx, `
			UPDATE application_leases SET watcher = NULL, due_at = least(due_at, clock_timestamp()), wakes = wakes + 1
			WHERE watcher = ANY($1)`, dead)
		if err != nil || woken.RowsAffected() == 0 {
			return err
		}
		_, err = tx.db.Exec(ctx, `SELECT pg_notify($1, '')`, wakeChannel)
		return err
	})
}

// WakeWatched makes an application due, as [Tx.Wake], if it is still the control plane that watches it.
func (s *Store) WakeWatched(ctx context.Context, applicationID, watcher int64) error {
	_, err := s.db.Exec(ctx, `
		WITH woken AS (
			UPDATE application_leases SET due_at = least(due_at, clock_timestamp()), wakes = wakes + 1, watcher = NULL
			WHERE application_id = $1 AND watcher = $2 RETURNING application_id
		)
		SELECT pg_notify($3, '') FROM woken`, applicationID, watcher, wakeChannel)
	if err != nil {
		return fmt.Errorf("wake application %d: %w", applicationID, err)
	}
	return nil
}
