package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/lifecycle/fault"
)

// RootKeyExchange puts another root key in the place of the one that seals.
type RootKeyExchange struct {
	// KeyID is the id of the new key, Sealed the key, sealed under the one before.
	KeyID  uint32
	Sealed []byte
	// RequestedBy is who asked for it.
	RequestedBy string
	BeginTime   time.Time
	// PromoteTime is since when every control plane has the key, so that it seals, CompleteTime since when nothing is sealed under
	// another; both are zero before.
	PromoteTime, CompleteTime time.Time
}

// BeginRootKeyExchange begins an exchange. While there is one it is a fault of kind InUse.
func (tx *Tx) BeginRootKeyExchange(ctx context.Context, e RootKeyExchange) error {
	_, err := tx.db.Exec(ctx, `INSERT INTO root_key_exchanges (key_id, sealed, requested_by) VALUES ($1, $2, $3)`,
		int64(e.KeyID), e.Sealed, e.RequestedBy)
	if isDuplicate(err, "root_key_exchanges_open") {
		return fault.InUse("The root key is being exchanged already")
	}
	if err != nil {
		return fmt.Errorf("begin to exchange the root key: %w", err)
	}
	return nil
}

// RootKeyExchanges are all exchanges, the oldest first.
func (r Reader) RootKeyExchanges(ctx context.Context) ([]RootKeyExchange, error) {
	rows, err := r.db.Query(ctx, `
		SELECT key_id, sealed, requested_by, begin_time, promote_time, complete_time FROM root_key_exchanges ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("read exchanges of the root key: %w", err)
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (e RootKeyExchange, err error) {
		var id int64
		var promoted, completed *time.Time
		err = row.Scan(&id, &e.Sealed, &e.RequestedBy, &e.BeginTime, &promoted, &completed)
		e.KeyID = uint32(id)
		if promoted != nil {
			e.PromoteTime = *promoted
		}
		if completed != nil {
			e.CompleteTime = *completed
		}
		return e, err
	})
	if err != nil {
		return nil, fmt.Errorf("read exchanges of the root key: %w", err)
	}
	return all, nil
}

// HoldRootKey tells the other control planes that one has a key.
func (s *Store) HoldRootKey(ctx context.Context, controlPlane string, keyID uint32) error {
	_, err := s.db.Exec(ctx, `INSERT INTO root_key_holders (control_plane, key_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`, controlPlane, int64(keyID))
	if err != nil {
		return fmt.Errorf("tell that a root key is held: %w", err)
	}
	return nil
}

// PromoteRootKey makes a key the one that seals, once every control plane has it. missing are those that have not.
func (s *Store) PromoteRootKey(ctx context.Context, keyID uint32) (missing []string, err error) {
	err = s.InTx(ctx, func(tx *Tx) error {
		rows, err := tx.db.Query(ctx, `
			SELECT DISTINCT name FROM control_planes c
			WHERE NOT EXISTS (SELECT FROM root_key_holders h WHERE h.control_plane = c.name AND h.key_id = $1) ORDER BY name`, int64(keyID))
		if err != nil {
			return err
		}
		if missing, err = pgx.CollectRows(rows, pgx.RowTo[string]); err != nil || len(missing) > 0 {
			return err
		}
		_, err = tx.db.Exec(ctx, `UPDATE root_key_exchanges SET promote_time = clock_timestamp() WHERE key_id = $1 AND promote_time IS NULL`, int64(keyID))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("promote the new root key: %w", err)
	}
	return missing, nil
}

// CompleteRootKeyExchange writes down that nothing is sealed under another key any more.
func (s *Store) CompleteRootKeyExchange(ctx context.Context, keyID uint32) error {
	_, err := s.db.Exec(ctx, `UPDATE root_key_exchanges SET complete_time = clock_timestamp() WHERE key_id = $1 AND complete_time IS NULL`, int64(keyID))
	if err != nil {
		return fmt.Errorf("complete the exchange of the root key: %w", err)
	}
	return nil
}

// RootSealed is something in the database that the root key has sealed.
type RootSealed struct {
	// Table is where it is.
	Table RootSealedTable
	// ID names the row: of an access key, a data key, or a built-in key with Generation. Owner is the account of an access key, or the
	// application's ARN of a data key.
	ID         string
	Generation int
	Owner      string
	Sealed     []byte
}

// RootSealedTable is a table that has what the root key sealed.
type RootSealedTable string

// The tables.
const (
	SealedAccessKeys RootSealedTable = "access_keys"
	SealedDataKeys   RootSealedTable = "data_keys"
	SealedMaterials  RootSealedTable = "kms_key_materials"
)

// sealedTables say how to read and write each.
var sealedTables = map[RootSealedTable]struct{ read, write string }{
	SealedAccessKeys: {
		`SELECT id, 0, account_id, sealed_secret FROM access_keys WHERE substring(sealed_secret FROM 1 FOR 5) <> $1 ORDER BY id`,
		`UPDATE access_keys SET sealed_secret = $1 WHERE id = $2 AND $3 = 0 AND sealed_secret = $4`,
	},
	SealedDataKeys: {
		`SELECT id, 0, application_arn, wrapped FROM data_keys WHERE provider = 'AWS_OWNED_KEY' AND substring(wrapped FROM 1 FOR 5) <> $1 ORDER BY id`,
		`UPDATE data_keys SET wrapped = $1 WHERE id = $2 AND $3 = 0 AND wrapped = $4`,
	},
	SealedMaterials: {
		`SELECT key_id::text, generation, '', sealed FROM kms_key_materials WHERE substring(sealed FROM 1 FOR 5) <> $1 ORDER BY key_id, generation`,
		`UPDATE kms_key_materials SET sealed = $1 WHERE key_id = $2::uuid AND generation = $3 AND sealed = $4`,
	},
}

// SealedElsewhere returns some of what another key than the one with the prefix has sealed, and how much of it there is.
func (r Reader) SealedElsewhere(ctx context.Context, prefix []byte, limit int) (some []RootSealed, count int, err error) {
	for _, table := range []RootSealedTable{SealedAccessKeys, SealedDataKeys, SealedMaterials} {
		query := sealedTables[table].read
		var n int
		if err := r.db.QueryRow(ctx, `SELECT count(*) FROM (`+query+`) AS rows`, prefix).Scan(&n); err != nil {
			return nil, 0, fmt.Errorf("count what is sealed in %s: %w", table, err)
		}
		count += n
		if n == 0 || len(some) >= limit {
			continue
		}
		rows, err := r.db.Query(ctx, query+` LIMIT $2`, prefix, limit-len(some))
		if err != nil {
			return nil, 0, fmt.Errorf("read what is sealed in %s: %w", table, err)
		}
		found, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (RootSealed, error) {
			s := RootSealed{Table: table}
			err := row.Scan(&s.ID, &s.Generation, &s.Owner, &s.Sealed)
			return s, err
		})
		if err != nil {
			return nil, 0, fmt.Errorf("read what is sealed in %s: %w", table, err)
		}
		some = append(some, found...)
	}
	return some, count, nil
}

// ErrSealedChanged says that something was sealed anew by somebody else.
var ErrSealedChanged = errors.New("it was sealed anew by somebody else")

// Reseal puts what a newer key has sealed in the place of it.
func (s *Store) Reseal(ctx context.Context, old RootSealed, sealed []byte) error {
	changed, err := s.db.Exec(ctx, sealedTables[old.Table].write, sealed, old.ID, old.Generation, old.Sealed)
	if err != nil {
		return fmt.Errorf("seal %s of %s anew: %w", old.ID, old.Table, err)
	}
	if changed.RowsAffected() == 0 {
		return ErrSealedChanged
	}
	return nil
}

// SecretContext is what the sealed secret of an access key is bound to.
func (s RootSealed) SecretContext() []byte {
	return associatedData(Credential{AccessKeyID: s.ID, AccountID: s.Owner})
}
