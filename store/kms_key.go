package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/lifecycle/fault"
)

// KMSKey is a key of the built-in key service, without what it is made of.
type KMSKey struct {
	// ID is a UUID in its usual form.
	ID, AccountID, Region, Description string
	// Policy is the key's policy as it was written.
	Policy string
	// Tags are never nil.
	Tags       map[string]string
	Enabled    bool
	CreateTime time.Time
	// DeletionTime is when the key will be deleted; nil unless that is scheduled.
	DeletionTime *time.Time
	// RotationDays are the days between two rotations and NextRotation is the next one; nil where the key is not rotated by itself.
	RotationDays *int
	NextRotation *time.Time
}

// KMSMaterial is what a key is made of after so many rotations, sealed.
type KMSMaterial struct {
	// Generation counts from 1.
	Generation int
	Sealed     []byte
	// OnDemand tells a rotation that was asked for from one that was due.
	OnDemand   bool
	CreateTime time.Time
}

const kmsKeyColumns = `id::text, account_id, region, description, policy, tags, enabled, create_time, deletion_time, rotation_days, next_rotation`

// InsertKMSKey inserts a key with its first material, and fills in its time.
func (tx *Tx) InsertKMSKey(ctx context.Context, k *KMSKey, sealed []byte) error {
	err := tx.db.QueryRow(ctx, `
		INSERT INTO kms_keys (id, account_id, region, description, policy, tags) VALUES ($1, $2, $3, $4, $5, $6) RETURNING create_time`,
		k.ID, k.AccountID, k.Region, k.Description, k.Policy, k.Tags).Scan(&k.CreateTime)
	if err != nil {
		return fmt.Errorf("create key: %w", err)
	}
	return tx.InsertKMSMaterial(ctx, k.ID, KMSMaterial{Generation: 1, Sealed: sealed})
}

// InsertKMSMaterial gives a key new material.
func (tx *Tx) InsertKMSMaterial(ctx context.Context, keyID string, m KMSMaterial) error {
	_, err := tx.db.Exec(ctx, `INSERT INTO kms_key_materials (key_id, generation, sealed, on_demand) VALUES ($1, $2, $3, $4)`,
		keyID, m.Generation, m.Sealed, m.OnDemand)
	if err != nil {
		return fmt.Errorf("write material of key %s: %w", keyID, err)
	}
	return nil
}

// UpdateKMSKey writes all that can change of a key. The caller has locked it.
func (tx *Tx) UpdateKMSKey(ctx context.Context, k *KMSKey) error {
	_, err := tx.db.Exec(ctx, `
		UPDATE kms_keys SET description = $2, policy = $3, enabled = $4, deletion_time = $5, rotation_days = $6, next_rotation = $7, tags = $8
		WHERE id = $1`, k.ID, k.Description, k.Policy, k.Enabled, k.DeletionTime, k.RotationDays, k.NextRotation, k.Tags)
	if err != nil {
		return fmt.Errorf("update key %s: %w", k.ID, err)
	}
	return nil
}

// KMSKey returns a key of an account and region. One that is not there is a fault of kind NotFound.
func (r Reader) KMSKey(ctx context.Context, accountID, region, id string) (*KMSKey, error) {
	return r.kmsKey(ctx, accountID, region, id, "")
}

// LockKMSKey is [Reader.KMSKey], and holds the key until the transaction ends.
func (tx *Tx) LockKMSKey(ctx context.Context, accountID, region, id string) (*KMSKey, error) {
	return tx.kmsKey(ctx, accountID, region, id, " FOR UPDATE")
}

func (r Reader) kmsKey(ctx context.Context, accountID, region, id, lock string) (*KMSKey, error) {
	rows, err := r.db.Query(ctx, `SELECT `+kmsKeyColumns+` FROM kms_keys
		WHERE account_id = $1 AND region = $2 AND id = $3::uuid`+lock, accountID, region, id)
	if err != nil {
		return nil, fmt.Errorf("read key %s: %w", id, err)
	}
	k, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[KMSKey])
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, fault.NotFound("There is no key %s in region %s of account %s", id, region, accountID)
	}
	if err != nil {
		return nil, fmt.Errorf("read key %s: %w", id, err)
	}
	return &k, nil
}

// KMSKeys returns at most limit keys of an account and region after the id given, in the order of their ids.
func (r Reader) KMSKeys(ctx context.Context, accountID, region, after string, limit int) ([]KMSKey, error) {
	rows, err := r.db.Query(ctx, `SELECT `+kmsKeyColumns+` FROM kms_keys
		WHERE account_id = $1 AND region = $2 AND ($3 = '' OR id > nullif($3, '')::uuid) ORDER BY id LIMIT $4`, accountID, region, after, limit)
	if err != nil {
		return nil, fmt.Errorf("list keys: %w", err)
	}
	keys, err := pgx.CollectRows(rows, pgx.RowToStructByPos[KMSKey])
	if err != nil {
		return nil, fmt.Errorf("list keys: %w", err)
	}
	return keys, nil
}

// KMSMaterials returns all material of a key, the oldest first.
func (r Reader) KMSMaterials(ctx context.Context, keyID string) ([]KMSMaterial, error) {
	rows, err := r.db.Query(ctx, `SELECT generation, sealed, on_demand, create_time FROM kms_key_materials
		WHERE key_id = $1 ORDER BY generation`, keyID)
	if err != nil {
		return nil, fmt.Errorf("read material of key %s: %w", keyID, err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[KMSMaterial])
	if err != nil {
		return nil, fmt.Errorf("read material of key %s: %w", keyID, err)
	}
	return all, nil
}

// DeleteDueKMSKeys deletes the keys whose time has come, by the database's clock, and returns their ids.
func (s *Store) DeleteDueKMSKeys(ctx context.Context) ([]string, error) {
	rows, err := s.pool.Query(ctx, `DELETE FROM kms_keys
		WHERE least(deletion_time, next_rotation) <= now() AND deletion_time <= now() RETURNING id::text`)
	if err != nil {
		return nil, fmt.Errorf("delete keys: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("delete keys: %w", err)
	}
	return ids, nil
}

// LockDueKMSKey returns a key whose rotation is due and that nobody else holds, and holds it until the transaction ends; nil where
// there is none.
func (tx *Tx) LockDueKMSKey(ctx context.Context) (*KMSKey, error) {
	rows, err := tx.db.Query(ctx, `SELECT `+kmsKeyColumns+` FROM kms_keys
		WHERE least(deletion_time, next_rotation) <= now() AND next_rotation <= now() AND enabled AND deletion_time IS NULL
		ORDER BY next_rotation LIMIT 1 FOR UPDATE SKIP LOCKED`)
	if err != nil {
		return nil, fmt.Errorf("find a key to rotate: %w", err)
	}
	k, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[KMSKey])
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find a key to rotate: %w", err)
	}
	return &k, nil
}
