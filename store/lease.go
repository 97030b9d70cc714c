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

// Lease is one term of the right to work on one application. At any moment at most one term is valid.
type Lease struct {
	// ApplicationID is what it is about.
	ApplicationID int64
	// Owner names the holder, for people who look at the table. Guards use Token.
	Owner string
	// Token is the fencing token: it differs from that of every other term of this application, and is greater than
	// those of earlier ones. It is passed to drivers, so that they can tell a late call from a current one.
	Token int64
	// TrustUntil is the end of the term by the holder's own clock, counted from before the database was asked. Local
	// time may end trust early, never extend it: a write is accepted or refused by the token alone.
	TrustUntil time.Time
	// Watcher is the control plane that watches the application's cluster after the term: it will be told of changes, so
	// that nobody has to look for them. 0 means that nobody does. It is written by [Store.ReleaseLease].
	Watcher int64
	// Site is where the clusters of the application are, so that only control planes that reach them claim it; empty where
	// that does not matter. It is written by [Store.ReleaseLease].
	Site string

	// wakes is the number of wake-ups up to the beginning of the term.
	wakes int64
}

// ClaimDue begins a term for up to limit applications that are due and that nobody works on, those that are due for
// longest first. Applications whose clusters are at a site are claimed only if it is one of those given. Applications that
// others claim at the same moment are passed over, not waited for.
func (s *Store) ClaimDue(ctx context.Context, owner string, limit int, term time.Duration, sites ...string) ([]Lease, error) {
	trustUntil := time.Now().Add(term)
	// now() and not clock_timestamp(), so that the index finds what is due; materialized, so that the limit is applied
	// once; an array, because a join of so few looks cheaper to the planner as a scan of the whole table.
	rows, err := s.db.Query(ctx, `
		WITH due AS MATERIALIZED (
			SELECT application_id FROM application_leases
			WHERE due_at <= now() AND (expires_at IS NULL OR expires_at <= now()) AND (site = '' OR site = ANY($4))
			ORDER BY due_at LIMIT $2
			FOR UPDATE SKIP LOCKED
		)
		UPDATE application_leases l
		SET owner = $1, fencing_token = l.fencing_token + 1, expires_at = now() + $3
		WHERE l.application_id = ANY(ARRAY(SELECT application_id FROM due))
		RETURNING l.application_id, l.fencing_token, l.wakes, l.site`, owner, limit, term, sites)
	if err != nil {
		return nil, fmt.Errorf("claim applications: %w", err)
	}
	leases, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (Lease, error) {
		lease := Lease{Owner: owner, TrustUntil: trustUntil}
		err := row.Scan(&lease.ApplicationID, &lease.Token, &lease.wakes, &lease.Site)
		return lease, err
	})
	if err != nil {
		return nil, fmt.Errorf("claim applications: %w", err)
	}
	return leases, nil
}

// RenewLease makes the term last for another full term from now, if it has not ended; else it returns [ErrLeaseLost].
func (s *Store) RenewLease(ctx context.Context, lease Lease, term time.Duration) (Lease, error) {
	trustUntil := time.Now().Add(term)
	renewed, err := s.db.Exec(ctx, `
		UPDATE application_leases SET expires_at = clock_timestamp() + $3
		WHERE application_id = $1 AND fencing_token = $2 AND expires_at > clock_timestamp()`,
		lease.ApplicationID, lease.Token, term)
	if err != nil {
		return Lease{}, fmt.Errorf("renew lease of application %d: %w", lease.ApplicationID, err)
	}
	if renewed.RowsAffected() == 0 {
		return Lease{}, fmt.Errorf("renew lease of application %d: %w", lease.ApplicationID, ErrLeaseLost)
	}
	lease.TrustUntil = trustUntil
	return lease, nil
}

// ReleaseLease ends the term. The application is due again after the time given, or at once if it was woken during the
// term, or if its watcher is none of the control planes any more. A term that has been followed by another, or whose application is gone, needs no end.
func (s *Store) ReleaseLease(ctx context.Context, lease Lease, again time.Duration) error {
	_, err := s.db.Exec(ctx, `
		WITH watcher AS (
			SELECT id FROM control_planes WHERE id = $5 FOR KEY SHARE
		)
		UPDATE application_leases SET owner = NULL, expires_at = NULL, watcher = (SELECT id FROM watcher), site = $6,
			due_at = CASE WHEN wakes = $3 AND ($5 = 0 OR EXISTS (SELECT FROM watcher))
				THEN clock_timestamp() + $4 ELSE clock_timestamp() END
		WHERE application_id = $1 AND fencing_token = $2`,
		lease.ApplicationID, lease.Token, lease.wakes, again, lease.Watcher, lease.Site)
	if err != nil {
		return fmt.Errorf("release lease of application %d: %w", lease.ApplicationID, err)
	}
	return nil
}

// NextDue tells how long it is until an application that nobody works on, and that can be claimed at the sites, is due, by the
// database's clock; 0 when one is due already. ok is false when there is none. Terms that end without a release are found by
// looking now and then.
func (s *Store) NextDue(ctx context.Context, sites ...string) (wait time.Duration, ok bool, err error) {
	err = s.db.QueryRow(ctx, `
		SELECT due_at - clock_timestamp() FROM application_leases
		WHERE owner IS NULL AND (site = '' OR site = ANY($1)) ORDER BY due_at LIMIT 1`, sites).Scan(&wait)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, fmt.Errorf("read next due time: %w", err)
	}
	return max(0, wait), true, nil
}

// Hold locks the lease's application, checks that the lease is its newest term and has not ended, and keeps both so until
// the transaction ends. It returns the application as it is now, or [ErrLeaseLost], also when the application is gone.
// Everything a reconciler writes is written after this.
func (tx *Tx) Hold(ctx context.Context, lease Lease) (*lifecycle.Application, error) {
	a, err := tx.LockApplicationByID(ctx, lease.ApplicationID)
	if fault.Is(err, fault.NotFoundKind) {
		return nil, fmt.Errorf("hold application %d: %w", lease.ApplicationID, ErrLeaseLost)
	}
	if err != nil {
		return nil, err
	}
	var held bool
	err = tx.db.QueryRow(ctx, `
		SELECT fencing_token = $2 AND owner IS NOT NULL AND expires_at > clock_timestamp()
		FROM application_leases WHERE application_id = $1 FOR SHARE`,
		lease.ApplicationID, lease.Token).Scan(&held)
	if err != nil {
		return nil, fmt.Errorf("check lease of application %s: %w", a.Name, err)
	}
	if !held {
		return nil, fmt.Errorf("hold application %s: %w", a.Name, ErrLeaseLost)
	}
	return a, nil
}
