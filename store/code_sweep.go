package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// sweepLock is the advisory lock of the one control plane that sweeps code.
const sweepLock int64 = 0x70656e73746f636b

// sweepBatch is how many packages one transaction removes: with half a gigabyte each, there is something to do.
const sweepBatch = 20

// SweepCode removes packages that no version refers to, and that were stored longer ago than the grace, whole or not, and
// then the data keys that nothing is encrypted with. It tells how many packages it removed. A snapshot needs the code of its
// version, which is there for as long as the application. While another control plane sweeps, it does nothing.
//
// The grace must be longer than a request takes from storing code to the commit of its version. What refers to a package in spite
// of that keeps it: candidates are locked, which whoever refers to them waits for, and only then looked at once more.
func (s *Store) SweepCode(ctx context.Context, grace time.Duration) (removed int64, err error) {
	for more := true; more; {
		more = false
		err := s.InTx(ctx, func(tx *Tx) error {
			var alone bool
			if err := tx.db.QueryRow(ctx, `SELECT pg_try_advisory_xact_lock($1)`, sweepLock).Scan(&alone); err != nil || !alone {
				return err
			}
			n, err := tx.sweepPackages(ctx, grace)
			if err != nil {
				return err
			}
			removed += n
			if more = n == sweepBatch; more {
				return nil
			}
			return tx.sweepKeys(ctx, grace)
		})
		if err != nil {
			return removed, fmt.Errorf("sweep code: %w", err)
		}
	}
	return removed, nil
}

func (tx *Tx) sweepPackages(ctx context.Context, grace time.Duration) (removed int64, err error) {
	const unused = `NOT EXISTS (SELECT FROM application_versions v WHERE v.code_id = p.id)`
	candidates, err := queryAll[int64](ctx, tx, `
		SELECT id FROM code_packages p WHERE put_time < clock_timestamp() - $1::interval AND `+unused+`
		ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED`, grace, sweepBatch)
	if err != nil || len(candidates) == 0 {
		return 0, err
	}
	tag, err := tx.db.Exec(ctx, `DELETE FROM code_packages p WHERE id = ANY($1) AND `+unused, candidates)
	return tag.RowsAffected(), err
}

func (tx *Tx) sweepKeys(ctx context.Context, grace time.Duration) error {
	if err := tx.sweepStateKeys(ctx, grace); err != nil {
		return err
	}
	const unused = `NOT EXISTS (SELECT FROM code_packages p WHERE p.key_id = k.id)
		AND NOT EXISTS (SELECT FROM data_key_uses u WHERE u.data_key_id = k.id)
		AND NOT EXISTS (SELECT FROM snapshots s WHERE s.data_key_id = k.id)`
	candidates, err := queryAll[string](ctx, tx, `
		SELECT id FROM data_keys k WHERE create_time < clock_timestamp() - $1::interval AND `+unused+`
		LIMIT 1000 FOR UPDATE SKIP LOCKED`, grace)
	if err != nil || len(candidates) == 0 {
		return err
	}
	_, err = tx.db.Exec(ctx, `DELETE FROM data_keys k WHERE id = ANY($1) AND `+unused, candidates)
	return err
}

// sweepStateKeys gives up the keys of state that neither a cluster writes with nor a snapshot was written with. Whoever makes such a
// key names it within the grace, or never.
func (tx *Tx) sweepStateKeys(ctx context.Context, grace time.Duration) error {
	_, err := tx.db.Exec(ctx, `
		DELETE FROM data_key_uses u USING data_keys k
		WHERE k.id = u.data_key_id AND u.purpose = 'state' AND k.create_time < clock_timestamp() - $1::interval
			AND NOT EXISTS (SELECT FROM snapshots s WHERE s.data_key_id = k.id)
			AND NOT EXISTS (SELECT FROM applications a WHERE a.id = u.application_id
				AND (a.cluster ->> 'dataKey' = k.id OR a.next_cluster ->> 'dataKey' = k.id))`, grace)
	return err
}

// queryAll returns the one column of all rows.
func queryAll[T any](ctx context.Context, tx *Tx, sql string, arguments ...any) ([]T, error) {
	rows, err := tx.db.Query(ctx, sql, arguments...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[T])
}
