package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// DataKey is the key that content of one application is encrypted with, wrapped by a key that is not in the database.
type DataKey struct {
	// ID is chosen by whoever makes the key.
	ID string
	// ApplicationARN is the application whose content it encrypts.
	ApplicationARN string
	// Provider and KeyID name what wraps it.
	Provider, KeyID string
	// Wrapped is the key itself, encrypted.
	Wrapped []byte
}

const dataKeyColumns = `k.id, k.application_arn, k.provider, k.key_id, k.wrapped`

func (k *DataKey) targets() []any {
	return []any{&k.ID, &k.ApplicationARN, &k.Provider, &k.KeyID, &k.Wrapped}
}

// CodeKey returns the newest data key that code of the application is encrypted with and that is wrapped as given; false where
// there is none.
func (r Reader) CodeKey(ctx context.Context, applicationID int64, provider, keyID string) (key DataKey, found bool, err error) {
	err = r.db.QueryRow(ctx, `
		SELECT `+dataKeyColumns+`
		FROM application_versions v JOIN code_packages p ON p.id = v.code_id JOIN data_keys k ON k.id = p.key_id
		WHERE v.application_id = $1 AND k.provider = $2 AND k.key_id = $3
		ORDER BY v.id DESC LIMIT 1`, applicationID, provider, keyID).Scan(key.targets()...)
	if errors.Is(err, pgx.ErrNoRows) {
		return DataKey{}, false, nil
	}
	if err != nil {
		return DataKey{}, false, fmt.Errorf("find the data key of application %d: %w", applicationID, err)
	}
	return key, true, nil
}

// insertKey stores a data key unless it is stored already.
const insertKey = `
	INSERT INTO data_keys (id, application_arn, provider, key_id, wrapped) VALUES ($1, $2, $3, $4, $5)
	ON CONFLICT (id) DO NOTHING`

func (k *DataKey) arguments() []any {
	return []any{k.ID, k.ApplicationARN, k.Provider, k.KeyID, k.Wrapped}
}
