package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/lifecycle/fault"
)

// KMSAlias is a name of a key of the built-in key service.
type KMSAlias struct {
	// Name begins with alias/.
	Name, AccountID, Region string
	KeyID                   string
	CreateTime, UpdateTime  time.Time
}

const kmsAliasColumns = `name, account_id, region, key_id::text, create_time, update_time`

// CreateKMSAlias inserts an alias. A name that is taken is a fault of kind InUse.
func (tx *Tx) CreateKMSAlias(ctx context.Context, a KMSAlias) error {
	_, err := tx.db.Exec(ctx, `INSERT INTO kms_aliases (account_id, region, name, key_id) VALUES ($1, $2, $3, $4)`,
		a.AccountID, a.Region, a.Name, a.KeyID)
	if isDuplicate(err, "kms_aliases_pkey") {
		return fault.InUse("There is an alias %s already", a.Name)
	}
	if err != nil {
		return fmt.Errorf("create alias %s: %w", a.Name, err)
	}
	return nil
}

// UpdateKMSAlias gives an alias another key. One that is not there is a fault of kind NotFound.
func (tx *Tx) UpdateKMSAlias(ctx context.Context, a KMSAlias) error {
	changed, err := tx.db.Exec(ctx, `
		UPDATE kms_aliases SET key_id = $4, update_time = clock_timestamp() WHERE account_id = $1 AND region = $2 AND name = $3`,
		a.AccountID, a.Region, a.Name, a.KeyID)
	return oneKMSAlias("update", a.Name, changed.RowsAffected(), err)
}

// DeleteKMSAlias removes an alias. One that is not there is a fault of kind NotFound.
func (tx *Tx) DeleteKMSAlias(ctx context.Context, accountID, region, name string) error {
	gone, err := tx.db.Exec(ctx, `DELETE FROM kms_aliases WHERE account_id = $1 AND region = $2 AND name = $3`, accountID, region, name)
	return oneKMSAlias("delete", name, gone.RowsAffected(), err)
}

func oneKMSAlias(what, name string, rows int64, err error) error {
	if err != nil {
		return fmt.Errorf("%s alias %s: %w", what, name, err)
	}
	if rows == 0 {
		return noKMSAlias(name)
	}
	return nil
}

func noKMSAlias(name string) error { return fault.NotFound("There is no alias %s", name) }

// KMSAlias returns an alias. One that is not there is a fault of kind NotFound.
func (r Reader) KMSAlias(ctx context.Context, accountID, region, name string) (*KMSAlias, error) {
	rows, err := r.db.Query(ctx, `SELECT `+kmsAliasColumns+` FROM kms_aliases WHERE account_id = $1 AND region = $2 AND name = $3`,
		accountID, region, name)
	if err != nil {
		return nil, fmt.Errorf("read alias %s: %w", name, err)
	}
	a, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[KMSAlias])
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, noKMSAlias(name)
	}
	if err != nil {
		return nil, fmt.Errorf("read alias %s: %w", name, err)
	}
	return &a, nil
}

// KMSAliases returns at most limit aliases after the name given, in the order of their names: of one key, or with no id of all.
func (r Reader) KMSAliases(ctx context.Context, accountID, region, keyID, after string, limit int) ([]KMSAlias, error) {
	rows, err := r.db.Query(ctx, `SELECT `+kmsAliasColumns+` FROM kms_aliases
		WHERE account_id = $1 AND region = $2 AND ($3 = '' OR key_id::text = $3) AND name > $4 ORDER BY name LIMIT $5`,
		accountID, region, keyID, after, limit)
	if err != nil {
		return nil, fmt.Errorf("list aliases: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[KMSAlias])
	if err != nil {
		return nil, fmt.Errorf("list aliases: %w", err)
	}
	return all, nil
}
