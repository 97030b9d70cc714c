package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/lifecycle"
)

// MisplacedCode is code that is not encrypted under the key of the versions that have it.
type MisplacedCode struct {
	ApplicationID int64
	Application   ApplicationKey
	CodeID        int64
	// Key is that of the versions.
	Key lifecycle.Key
}

// ListMisplacedCode returns code that is stored as it is, from before there were keys, or under another key than that of the version
// that has it, at most limit of it, the oldest first beginning after the copy given.
func (r Reader) ListMisplacedCode(ctx context.Context, after int64, limit int) ([]MisplacedCode, error) {
	rows, err := r.db.Query(ctx, `
		SELECT DISTINCT a.id, a.account_id, a.region, a.name, p.id, v.key_provider, v.key_arn
		FROM code_packages p
			JOIN application_versions v ON v.code_id = p.id
			JOIN applications a ON a.id = v.application_id
			LEFT JOIN data_keys k ON k.id = p.key_id
		WHERE p.id > $1 AND (k.id IS NULL
			OR v.key_arn <> '' AND (k.provider, k.key_id) <> (v.key_provider, v.key_arn)
			OR v.key_arn = '' AND k.key_id <> '')
		ORDER BY p.id LIMIT $2`, after, limit)
	if err != nil {
		return nil, fmt.Errorf("list code that is not under its key: %w", err)
	}
	found, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (c MisplacedCode, err error) {
		k := &c.Application
		return c, row.Scan(&c.ApplicationID, &k.AccountID, &k.Region, &k.Name, &c.CodeID, &c.Key.Provider, &c.Key.ARN)
	})
	if err != nil {
		return nil, fmt.Errorf("list code that is not under its key: %w", err)
	}
	return found, nil
}

// ReplaceCode has the application's versions that have a key refer to another copy of the same code.
func (s *Store) ReplaceCode(ctx context.Context, c MisplacedCode, by int64) error {
	_, err := s.db.Exec(ctx, `
		UPDATE application_versions SET code_id = $5 WHERE application_id = $1 AND code_id = $2 AND key_provider = $3 AND key_arn = $4`,
		c.ApplicationID, c.CodeID, c.Key.Provider, c.Key.ARN, by)
	if err != nil {
		return fmt.Errorf("replace code %d of application %d: %w", c.CodeID, c.ApplicationID, err)
	}
	return nil
}
