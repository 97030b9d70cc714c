package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// ClearCode is code of an application that is stored as it is, from before there were keys.
type ClearCode struct {
	ApplicationID int64
	Application   ApplicationKey
	CodeID        int64
}

// ListClearCode returns what is stored as it is and still used, at most limit of it.
func (r Reader) ListClearCode(ctx context.Context, limit int) ([]ClearCode, error) {
	rows, err := r.db.Query(ctx, `
		SELECT DISTINCT a.id, a.account_id, a.region, a.name, p.id
		FROM code_packages p JOIN application_versions v ON v.code_id = p.id JOIN applications a ON a.id = v.application_id
		WHERE p.key_id IS NULL LIMIT $1`, limit)
	if err != nil {
		return nil, fmt.Errorf("list code that is not encrypted: %w", err)
	}
	found, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (c ClearCode, err error) {
		k := &c.Application
		return c, row.Scan(&c.ApplicationID, &k.AccountID, &k.Region, &k.Name, &c.CodeID)
	})
	if err != nil {
		return nil, fmt.Errorf("list code that is not encrypted: %w", err)
	}
	return found, nil
}

// ReplaceCode has the application's versions refer to another copy of the same code.
func (s *Store) ReplaceCode(ctx context.Context, applicationID, old, by int64) error {
	_, err := s.db.Exec(ctx, `UPDATE application_versions SET code_id = $3 WHERE application_id = $1 AND code_id = $2`, applicationID, old, by)
	if err != nil {
		return fmt.Errorf("replace code %d of application %d: %w", old, applicationID, err)
	}
	return nil
}
