package store

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// DashboardSession is the right to look at one application's dashboard, held by whoever has its token. It ends with its time, and
// with the application.
type DashboardSession struct {
	ApplicationID int64
	// Token is a secret; the database has its digest only.
	Token string
	// Duration is how long the session lasts from its first use, which has to come within UseWithin.
	Duration, UseWithin time.Duration
}

// CreateDashboardSession stores a session, and forgets those that are over.
func (tx *Tx) CreateDashboardSession(ctx context.Context, s DashboardSession) error {
	digest := sha256.Sum256([]byte(s.Token))
	_, err := tx.db.Exec(ctx, `
		WITH over AS (DELETE FROM dashboard_sessions WHERE expires_at < clock_timestamp())
		INSERT INTO dashboard_sessions (token_sha256, application_id, duration, expires_at)
		VALUES ($1, $2, $3, clock_timestamp() + $4::interval)`, digest[:], s.ApplicationID, s.Duration, s.UseWithin)
	if err != nil {
		return fmt.Errorf("store session of the dashboard of application %d: %w", s.ApplicationID, err)
	}
	return nil
}

// UseDashboardSession returns the application that the token is for, and how long the session lasts; its first use begins it. A
// token that is not known, or not any more, is a fault of kind NotFound.
func (s *Store) UseDashboardSession(ctx context.Context, token string) (a *lifecycle.Application, left time.Duration, err error) {
	digest := sha256.Sum256([]byte(token))
	var id int64
	var used bool
	err = s.db.QueryRow(ctx, `
		SELECT application_id, used, expires_at - clock_timestamp() FROM dashboard_sessions
		WHERE token_sha256 = $1 AND expires_at > clock_timestamp()`, digest[:]).Scan(&id, &used, &left)
	if err == nil && !used {
		err = s.db.QueryRow(ctx, `
			UPDATE dashboard_sessions SET used = true, expires_at = CASE WHEN used THEN expires_at ELSE clock_timestamp() + duration END
			WHERE token_sha256 = $1 AND expires_at > clock_timestamp()
			RETURNING expires_at - clock_timestamp()`, digest[:]).Scan(&left)
	}
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, 0, fault.NotFound("the session of the dashboard does not exist, or is over")
	}
	if err != nil {
		return nil, 0, fmt.Errorf("use session of a dashboard: %w", err)
	}
	a, err = s.ApplicationByID(ctx, id)
	return a, left, err
}
