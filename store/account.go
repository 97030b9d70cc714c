package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/lifecycle/fault"
)

// Account owns applications, users, roles and policies.
type Account struct {
	ID, Name   string
	CreateTime time.Time
}

// CreateAccount inserts the account and fills in its time. A number that is taken is a fault of kind InUse.
func (tx *Tx) CreateAccount(ctx context.Context, a *Account) error {
	err := tx.db.QueryRow(ctx, `INSERT INTO accounts (id, name) VALUES ($1, $2) RETURNING create_time`, a.ID, a.Name).Scan(&a.CreateTime)
	if isDuplicate(err, "accounts_pkey") {
		return fault.InUse("There is an account %s already", a.ID)
	}
	if err != nil {
		return fmt.Errorf("create account %s: %w", a.ID, err)
	}
	return nil
}

// ListAccounts returns the accounts in the order of their numbers, beginning after the one given, at most limit of them.
func (r Reader) ListAccounts(ctx context.Context, after string, limit int) ([]Account, error) {
	return r.accounts(ctx, `WHERE id > $1 ORDER BY id LIMIT $2`, after, limit)
}

// AccountNamed returns the account of that number, or none.
func (r Reader) AccountNamed(ctx context.Context, id string) ([]Account, error) {
	return r.accounts(ctx, `WHERE id = $1`, id)
}

func (r Reader) accounts(ctx context.Context, where string, arguments ...any) ([]Account, error) {
	rows, err := r.db.Query(ctx, `SELECT id, name, create_time FROM accounts `+where, arguments...)
	if err != nil {
		return nil, fmt.Errorf("list accounts: %w", err)
	}
	accounts, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Account])
	if err != nil {
		return nil, fmt.Errorf("list accounts: %w", err)
	}
	return accounts, nil
}
