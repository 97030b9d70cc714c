package store

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// CodePackage is a stored copy of code: what is known of it, and how its bytes are stored.
type CodePackage struct {
	lifecycle.Code

	// AccountID is whose it is.
	AccountID string
	// Key encrypts the bytes. It has no ID where they are stored as they are, from before there were keys.
	Key DataKey
	// ContentName is what the ciphertext is bound to.
	ContentName string
}

// PutCode stores a package whose content fits one chunk, with its key. The same content under the same key is stored once: then the
// other copy's id is returned, and content is dropped. A package that no version refers to goes with a later [Store.SweepCode].
func (s *Store) PutCode(ctx context.Context, p *CodePackage, content []byte) (id int64, err error) {
	batch := &pgx.Batch{}
	batch.Queue(insertKey, p.Key.arguments()...)
	batch.Queue(`
		WITH package AS (
			INSERT INTO code_packages (account_id, content_type, key_id, content_name, sha256, md5, size)
			VALUES ($1, $2, $3, $4, $5, $6, $7)
			ON CONFLICT ON CONSTRAINT code_packages_same DO UPDATE SET put_time = clock_timestamp()
			RETURNING id, content_name
		), chunk AS (
			INSERT INTO code_chunks (code_id, sequence, content) SELECT id, 0, $8 FROM package WHERE content_name = $4
		)
		SELECT id FROM package`,
		p.AccountID, p.ContentType, p.Key.ID, p.ContentName, p.SHA256, p.MD5, p.Size, content,
	).QueryRow(func(row pgx.Row) error { return row.Scan(&id) })
	if err := s.pool.SendBatch(ctx, batch).Close(); err != nil {
		return 0, fmt.Errorf("store code: %w", err)
	}
	return id, nil
}

// BeginCode makes a package, with its key, that is not whole: [Store.AppendCode] brings its content and [Store.FinishCode] makes it
// whole. Nothing refers to it until then, and if that never happens it goes with a later [Store.SweepCode].
func (s *Store) BeginCode(ctx context.Context, p *CodePackage) (id int64, err error) {
	batch := &pgx.Batch{}
	batch.Queue(insertKey, p.Key.arguments()...)
	batch.Queue(`
		INSERT INTO code_packages (account_id, content_type, key_id, content_name) VALUES ($1, $2, $3, $4) RETURNING id`,
		p.AccountID, p.ContentType, p.Key.ID, p.ContentName,
	).QueryRow(func(row pgx.Row) error { return row.Scan(&id) })
	if err := s.pool.SendBatch(ctx, batch).Close(); err != nil {
		return 0, fmt.Errorf("begin to store code: %w", err)
	}
	return id, nil
}

// AppendCode stores a chunk of a package that is not whole. Sequences count from 0.
func (s *Store) AppendCode(ctx context.Context, id int64, sequence int, chunk []byte) error {
	_, err := s.db.Exec(ctx, `INSERT INTO code_chunks (code_id, sequence, content) VALUES ($1, $2, $3)`, id, sequence, chunk)
	if err != nil {
		return fmt.Errorf("store chunk %d of code %d: %w", sequence, id, err)
	}
	return nil
}

// FinishCode makes the package whole, by the digests and the size of p, and returns its id: that of another where the same content is
// stored under the same key already. Then this one is dropped.
func (s *Store) FinishCode(ctx context.Context, p *CodePackage) (id int64, err error) {
	err = s.InTx(ctx, func(tx *Tx) error {
		err := tx.db.QueryRow(ctx, `
			UPDATE code_packages SET put_time = clock_timestamp()
			WHERE key_id = $1 AND sha256 = $2 AND content_type = $3 RETURNING id`,
			p.Key.ID, p.SHA256, p.ContentType).Scan(&id)
		if err == nil {
			_, err = tx.db.Exec(ctx, `DELETE FROM code_packages WHERE id = $1 AND sha256 IS NULL`, p.ID)
			return err
		}
		if !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
		id = p.ID
		finished, err := tx.db.Exec(ctx, `
			UPDATE code_packages SET sha256 = $2, md5 = $3, size = $4, put_time = clock_timestamp()
			WHERE id = $1 AND sha256 IS NULL`, p.ID, p.SHA256, p.MD5, p.Size)
		if err == nil && finished.RowsAffected() == 0 {
			return errors.New("the package is whole already, or gone")
		}
		return err
	})
	if isDuplicate(err, "code_packages_same") {
		return s.FinishCode(ctx, p) // somebody finished the same content at the same time, and is found now
	}
	if err != nil {
		return 0, fmt.Errorf("finish code %d: %w", p.ID, err)
	}
	return id, nil
}

// DropCode removes a package that is not whole; nothing there is success.
func (s *Store) DropCode(ctx context.Context, id int64) error {
	if _, err := s.db.Exec(ctx, `DELETE FROM code_packages WHERE id = $1 AND sha256 IS NULL`, id); err != nil {
		return fmt.Errorf("drop code %d: %w", id, err)
	}
	return nil
}

// Code returns what is known of a stored copy, or a fault of kind NotFound.
func (r Reader) Code(ctx context.Context, id int64) (lifecycle.Code, error) {
	p, err := r.CodePackage(ctx, id)
	if err != nil {
		return lifecycle.Code{}, err
	}
	return p.Code, nil
}

// CodePackage returns a package with its key, or a fault of kind NotFound where there is none or it is not whole.
func (r Reader) CodePackage(ctx context.Context, id int64) (*CodePackage, error) {
	p := &CodePackage{}
	targets := []any{&p.ID, &p.AccountID, &p.ContentType, &p.SHA256, &p.MD5, &p.Size, &p.ContentName}
	err := r.db.QueryRow(ctx, `
		SELECT p.id, p.account_id, p.content_type, p.sha256, p.md5, p.size, p.content_name,
			coalesce(k.id, ''), coalesce(k.application_arn, ''), coalesce(k.provider, ''), coalesce(k.key_id, ''), k.wrapped
		FROM code_packages p LEFT JOIN data_keys k ON k.id = p.key_id
		WHERE p.id = $1 AND p.sha256 IS NOT NULL`, id).Scan(append(targets, p.Key.targets()...)...)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, fault.NotFound("code %d does not exist", id)
	}
	if err != nil {
		return nil, fmt.Errorf("read code %d: %w", id, err)
	}
	return p, nil
}

// CodeChunk returns a chunk of a package, whole or not, and io.EOF after the last.
func (r Reader) CodeChunk(ctx context.Context, id int64, sequence int) ([]byte, error) {
	var chunk []byte
	err := r.db.QueryRow(ctx, `SELECT content FROM code_chunks WHERE code_id = $1 AND sequence = $2`, id, sequence).Scan(&chunk)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, io.EOF
	}
	if err != nil {
		return nil, fmt.Errorf("read chunk %d of code %d: %w", sequence, id, err)
	}
	return chunk, nil
}
