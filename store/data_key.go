package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgerrcode"
	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/lifecycle/fault"
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

// AddStateKey stores a data key for what clusters of an application keep. Nothing refers to it yet: if that never happens it goes with
// a later [Store.SweepCode].
func (s *Store) AddStateKey(ctx context.Context, applicationID int64, key *DataKey) error {
	err := s.addUse(ctx, key, "state", &applicationID, ``)
	if code(err) == pgerrcode.ForeignKeyViolation {
		return fault.NotFound("application %d does not exist", applicationID)
	}
	if err != nil {
		return fmt.Errorf("store a data key of application %d: %w", applicationID, err)
	}
	return nil
}

// AddLogKey stores the data key of logs and returns it, or the one that there is already.
func (s *Store) AddLogKey(ctx context.Context, key DataKey) (DataKey, error) {
	err := s.addUse(ctx, &key, "log", nil, ` ON CONFLICT DO NOTHING`)
	if err != nil {
		return DataKey{}, fmt.Errorf("store the data key of logs: %w", err)
	}
	key, found, err := s.LogKey(ctx)
	if err == nil && !found {
		err = errors.New("the data key of logs was removed")
	}
	return key, err
}

func (s *Store) addUse(ctx context.Context, key *DataKey, purpose string, applicationID *int64, conflict string) error {
	return s.InTx(ctx, func(tx *Tx) error {
		if _, err := tx.db.Exec(ctx, insertKey, key.arguments()...); err != nil {
			return err
		}
		_, err := tx.db.Exec(ctx, `INSERT INTO data_key_uses (data_key_id, purpose, application_id) VALUES ($1, $2, $3)`+conflict,
			key.ID, purpose, applicationID)
		return err
	})
}

// LogKey returns the data key of logs; false where there is none yet.
func (r Reader) LogKey(ctx context.Context) (key DataKey, found bool, err error) {
	err = r.db.QueryRow(ctx, `SELECT `+dataKeyColumns+` FROM data_keys k JOIN data_key_uses u ON u.data_key_id = k.id WHERE u.purpose = 'log'`).
		Scan(key.targets()...)
	if errors.Is(err, pgx.ErrNoRows) {
		return DataKey{}, false, nil
	}
	if err != nil {
		return DataKey{}, false, fmt.Errorf("find the data key of logs: %w", err)
	}
	return key, true, nil
}

// DataKey returns the data key, or a fault of kind NotFound.
func (r Reader) DataKey(ctx context.Context, id string) (key DataKey, err error) {
	err = r.db.QueryRow(ctx, `SELECT `+dataKeyColumns+` FROM data_keys k WHERE k.id = $1`, id).Scan(key.targets()...)
	if errors.Is(err, pgx.ErrNoRows) {
		return DataKey{}, fault.NotFound("data key %s does not exist", id)
	}
	if err != nil {
		return DataKey{}, fmt.Errorf("read data key %s: %w", id, err)
	}
	return key, nil
}

// MarkOpened writes down that data keys were unwrapped just now.
func (s *Store) MarkOpened(ctx context.Context, ids []string) error {
	_, err := s.db.Exec(ctx, `UPDATE data_key_uses SET opened_time = clock_timestamp() WHERE data_key_id = ANY($1)`, ids)
	if err != nil {
		return fmt.Errorf("note the use of data keys: %w", err)
	}
	return nil
}

// ProtectSnapshot writes down the data key that the files of a snapshot are encrypted with; empty for none.
func (tx *Tx) ProtectSnapshot(ctx context.Context, applicationID int64, name, dataKeyID string) error {
	_, err := tx.db.Exec(ctx, `UPDATE snapshots SET data_key_id = $3 WHERE application_id = $1 AND name = $2`,
		applicationID, name, orNull(dataKeyID))
	if err != nil {
		return fmt.Errorf("note the data key of snapshot %s: %w", name, err)
	}
	return nil
}

// SnapshotDataKey is the data key that the files of a snapshot are encrypted with; empty for one in clear, and for none of that name.
func (r Reader) SnapshotDataKey(ctx context.Context, applicationID int64, name string) (id string, err error) {
	err = r.db.QueryRow(ctx, `SELECT coalesce(data_key_id, '') FROM snapshots WHERE application_id = $1 AND name = $2`, applicationID, name).Scan(&id)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return "", fmt.Errorf("read the data key of snapshot %s: %w", name, err)
	}
	return id, nil
}
