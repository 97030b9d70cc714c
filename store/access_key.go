package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/lifecycle/fault"
)

// AccessKey is what is told of an access key: everything but its secret.
type AccessKey struct {
	ID, AccountID string
	// PrincipalID and UserName are empty for keys of the root.
	PrincipalID, UserName string
	CreateTime            time.Time
	Disabled              bool
}

const accessKeyQuery = `
	SELECT k.id, k.account_id, coalesce(k.principal_id, ''), coalesce(p.name, ''), k.create_time, k.disabled
	FROM access_keys k LEFT JOIN principals p ON p.id = k.principal_id `

// ListAccessKeys returns the access keys of a user, or with no id those of the account's root, the oldest first.
func (r Reader) ListAccessKeys(ctx context.Context, accountID, principalID string) ([]AccessKey, error) {
	rows, err := r.db.Query(ctx, accessKeyQuery+`WHERE k.account_id = $1 AND k.principal_id IS NOT DISTINCT FROM $2
		ORDER BY k.create_time, k.id`, accountID, orNull(principalID))
	if err != nil {
		return nil, fmt.Errorf("list access keys: %w", err)
	}
	keys, err := pgx.CollectRows(rows, pgx.RowToStructByPos[AccessKey])
	if err != nil {
		return nil, fmt.Errorf("list access keys: %w", err)
	}
	return keys, nil
}

// SetAccessKeyDisabled disables or enables an access key of the user, or of the root. One that does not exist is a fault of
// kind NotFound.
func (tx *Tx) SetAccessKeyDisabled(ctx context.Context, accountID, principalID, id string, disabled bool) error {
	changed, err := tx.db.Exec(ctx, `
		UPDATE access_keys SET disabled = $4 WHERE account_id = $1 AND principal_id IS NOT DISTINCT FROM $2 AND id = $3`,
		accountID, orNull(principalID), id, disabled)
	return oneAccessKey("update", id, changed.RowsAffected(), err)
}

// DeleteAccessKey removes an access key of the user, or of the root. One that does not exist is a fault of kind NotFound.
func (tx *Tx) DeleteAccessKey(ctx context.Context, accountID, principalID, id string) error {
	gone, err := tx.db.Exec(ctx, `DELETE FROM access_keys WHERE account_id = $1 AND principal_id IS NOT DISTINCT FROM $2 AND id = $3`,
		accountID, orNull(principalID), id)
	return oneAccessKey("delete", id, gone.RowsAffected(), err)
}

func oneAccessKey(what, id string, rows int64, err error) error {
	if err != nil {
		return fmt.Errorf("%s access key %s: %w", what, id, err)
	}
	if rows == 0 {
		return fault.NotFound("There is no access key %s", id)
	}
	return nil
}
