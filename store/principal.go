package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/lifecycle/fault"
)

// The kinds of principals.
const (
	KindUser = "user"
	KindRole = "role"
)

// Principal is a user or a role.
type Principal struct {
	// ID is never used twice.
	ID, AccountID string
	// Kind is KindUser or KindRole; Name is unique among those of the account.
	Kind, Name, Description string
	// TrustPolicy is that of a role, as it was written; MaxSession is the longest session, in whole seconds.
	TrustPolicy string
	MaxSession  time.Duration
	// SessionsValidSince ends the sessions that began before; it may be zero.
	SessionsValidSince time.Time
	CreateTime         time.Time
}

// notFoundPrincipal is the fault that there is none of that name.
func notFoundPrincipal(kind, name string) error {
	return fault.NotFound("There is no %s %s", kind, name)
}

const principalColumns = `id, account_id, kind, name, description, trust_policy, max_session_seconds,
	sessions_valid_since, create_time`

func scanPrincipal(row pgx.CollectableRow) (Principal, error) {
	var p Principal
	var seconds int64
	var since *time.Time
	err := row.Scan(&p.ID, &p.AccountID, &p.Kind, &p.Name, &p.Description, &p.TrustPolicy, &seconds, &since, &p.CreateTime)
	p.MaxSession = time.Duration(seconds) * time.Second
	if since != nil {
		p.SessionsValidSince = *since
	}
	return p, err
}

// CreatePrincipal inserts the user or role and fills in its time. A name that is taken is a fault of kind InUse.
func (tx *Tx) CreatePrincipal(ctx context.Context, p *Principal) error {
	err := tx.db.QueryRow(ctx, `
		INSERT INTO principals (id, account_id, kind, name, description, trust_policy, max_session_seconds)
		VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING create_time`,
		p.ID, p.AccountID, p.Kind, p.Name, p.Description, p.TrustPolicy, int64(p.MaxSession/time.Second)).Scan(&p.CreateTime)
	if isDuplicate(err, "principals_account_id_kind_name_key") {
		return fault.InUse("There is a %s %s already", p.Kind, p.Name)
	}
	if err != nil {
		return fmt.Errorf("create %s %s: %w", p.Kind, p.Name, err)
	}
	return nil
}

// UpdatePrincipal writes the description, the trust policy, the longest session and since when sessions are valid.
func (tx *Tx) UpdatePrincipal(ctx context.Context, p *Principal) error {
	since := any(p.SessionsValidSince)
	if p.SessionsValidSince.IsZero() {
		since = nil
	}
	_, err := tx.db.Exec(ctx, `
		UPDATE principals SET description = $2, trust_policy = $3, max_session_seconds = $4, sessions_valid_since = $5 WHERE id = $1`,
		p.ID, p.Description, p.TrustPolicy, int64(p.MaxSession/time.Second), since)
	if err != nil {
		return fmt.Errorf("update %s %s: %w", p.Kind, p.Name, err)
	}
	return nil
}

// DeletePrincipal removes the user or role with its access keys and attachments. One that does not exist is a fault of kind NotFound.
func (tx *Tx) DeletePrincipal(ctx context.Context, accountID, kind, name string) error {
	gone, err := tx.db.Exec(ctx, `DELETE FROM principals WHERE account_id = $1 AND kind = $2 AND name = $3`, accountID, kind, name)
	if err != nil {
		return fmt.Errorf("delete %s %s: %w", kind, name, err)
	}
	if gone.RowsAffected() == 0 {
		return notFoundPrincipal(kind, name)
	}
	return nil
}

// Principal returns the user or role of that name. One that does not exist is a fault of kind NotFound.
func (r Reader) Principal(ctx context.Context, accountID, kind, name string) (*Principal, error) {
	return r.principal(ctx, kind, name, `WHERE account_id = $1 AND kind = $2 AND name = $3`, accountID, kind, name)
}

// LockPrincipal is [Reader.Principal], and holds it until the transaction ends.
func (tx *Tx) LockPrincipal(ctx context.Context, accountID, kind, name string) (*Principal, error) {
	return tx.principal(ctx, kind, name, `WHERE account_id = $1 AND kind = $2 AND name = $3 FOR NO KEY UPDATE`, accountID, kind, name)
}

// PrincipalByID returns the user or role of that id. One that does not exist is a fault of kind NotFound.
func (r Reader) PrincipalByID(ctx context.Context, id string) (*Principal, error) {
	return r.principal(ctx, "principal", id, `WHERE id = $1`, id)
}

func (r Reader) principal(ctx context.Context, kind, name, where string, arguments ...any) (*Principal, error) {
	rows, err := r.db.Query(ctx, `SELECT `+principalColumns+` FROM principals `+where, arguments...)
	if err != nil {
		return nil, fmt.Errorf("read %s %s: %w", kind, name, err)
	}
	p, err := pgx.CollectExactlyOneRow(rows, scanPrincipal)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, notFoundPrincipal(kind, name)
	}
	if err != nil {
		return nil, fmt.Errorf("read %s %s: %w", kind, name, err)
	}
	return &p, nil
}

// ListPrincipals returns those of the kind in the order of their names, beginning after the name given, at most limit of them.
func (r Reader) ListPrincipals(ctx context.Context, accountID, kind, after string, limit int) ([]Principal, error) {
	rows, err := r.db.Query(ctx, `SELECT `+principalColumns+` FROM principals
		WHERE account_id = $1 AND kind = $2 AND name > $3 ORDER BY name LIMIT $4`, accountID, kind, after, limit)
	if err != nil {
		return nil, fmt.Errorf("list %ss: %w", kind, err)
	}
	all, err := pgx.CollectRows(rows, scanPrincipal)
	if err != nil {
		return nil, fmt.Errorf("list %ss: %w", kind, err)
	}
	return all, nil
}
