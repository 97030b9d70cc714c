package store

import (
	"context"
	"crypto/md5" //nolint:gosec // the API tells the MD5 of the code; nothing is protected by it
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// chunkSize is how many bytes of code one row holds, and thereby what storing and reading hold in memory.
const chunkSize = 1 << 20

// PutCode stores a copy of the code for versions of the account's applications to refer to. The same content is stored
// once. An error of the reader is returned wrapped, and nothing is stored then. A copy that no version refers to goes
// with a later [Store.SweepCode].
func (s *Store) PutCode(
	ctx context.Context, accountID string, contentType lifecycle.CodeContentType, content io.Reader,
) (lifecycle.Code, error) {
	code := lifecycle.Code{ContentType: contentType}
	err := pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		const nextID = `SELECT nextval(pg_get_serial_sequence('code_packages', 'id'))`
		if err := tx.QueryRow(ctx, nextID).Scan(&code.ID); err != nil {
			return fmt.Errorf("number code: %w", err)
		}
		if err := putChunks(ctx, tx, &code, content); err != nil {
			return err
		}
		return putPackage(ctx, tx, accountID, &code)
	})
	if err != nil {
		return lifecycle.Code{}, fmt.Errorf("store code: %w", err)
	}
	return code, nil
}

// chunks are buffers of one chunk, most of which a script leaves unused.
var chunks = sync.Pool{New: func() any { return new([chunkSize]byte) }}

func putChunks(ctx context.Context, tx pgx.Tx, code *lifecycle.Code, content io.Reader) error {
	sha, md := sha256.New(), md5.New() //nolint:gosec // see the import
	buffer := chunks.Get().(*[chunkSize]byte)
	defer chunks.Put(buffer)
	chunk := buffer[:]
	for sequence, ended := 0, false; !ended; sequence++ {
		n, err := io.ReadFull(content, chunk)
		ended = errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !ended {
			return fmt.Errorf("read code: %w", err)
		}
		if n > 0 {
			sha.Write(chunk[:n])
			md.Write(chunk[:n])
			code.Size += int64(n)
			const insert = `INSERT INTO code_chunks (code_id, sequence, content) VALUES ($1, $2, $3)`
			if _, err := tx.Exec(ctx, insert, code.ID, sequence, chunk[:n]); err != nil {
				return fmt.Errorf("insert chunk %d: %w", sequence, err)
			}
		}
	}
	code.SHA256, code.MD5 = hex.EncodeToString(sha.Sum(nil)), hex.EncodeToString(md.Sum(nil))
	return nil
}

// putPackage inserts the package of the chunks, or drops them in favour of the same content that is there. Either way
// the row is locked against the sweep and its time renewed.
func putPackage(ctx context.Context, tx pgx.Tx, accountID string, code *lifecycle.Code) error {
	written := code.ID
	err := tx.QueryRow(ctx, `
		INSERT INTO code_packages (id, account_id, content_type, sha256, md5, size)
		VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (account_id, sha256, content_type) DO UPDATE SET put_time = clock_timestamp()
		RETURNING id`,
		code.ID, accountID, code.ContentType, code.SHA256, code.MD5, code.Size).Scan(&code.ID)
	if err != nil {
		return fmt.Errorf("insert package: %w", err)
	}
	if code.ID != written {
		if _, err := tx.Exec(ctx, `DELETE FROM code_chunks WHERE code_id = $1`, written); err != nil {
			return fmt.Errorf("drop second copy: %w", err)
		}
	}
	return nil
}

// Code returns what is known of a stored copy, or a fault of kind NotFound.
func (r Reader) Code(ctx context.Context, id int64) (lifecycle.Code, error) {
	var code lifecycle.Code
	err := r.db.QueryRow(ctx, `SELECT id, content_type, sha256, md5, size FROM code_packages WHERE id = $1`, id).
		Scan(&code.ID, &code.ContentType, &code.SHA256, &code.MD5, &code.Size)
	if errors.Is(err, pgx.ErrNoRows) {
		return lifecycle.Code{}, fault.NotFound("code %d does not exist", id)
	}
	if err != nil {
		return lifecycle.Code{}, fmt.Errorf("read code %d: %w", id, err)
	}
	return code, nil
}

// ReadCode writes the content of a stored copy to w, chunk by chunk, or returns a fault of kind NotFound.
func (r Reader) ReadCode(ctx context.Context, id int64, w io.Writer) error {
	code, err := r.Code(ctx, id)
	if err != nil {
		return err
	}
	var written int64
	for sequence := 0; written < code.Size; sequence++ {
		var chunk []byte
		err := r.db.QueryRow(ctx, `SELECT content FROM code_chunks WHERE code_id = $1 AND sequence = $2`, id, sequence).
			Scan(&chunk)
		if err != nil {
			return fmt.Errorf("read chunk %d of code %d: %w", sequence, id, err)
		}
		if _, err := w.Write(chunk); err != nil {
			return fmt.Errorf("copy code %d: %w", id, err)
		}
		written += int64(len(chunk))
	}
	return nil
}

// SweepCode removes copies that no version refers to and that were stored longer ago than unused, and tells how many.
// The time must be longer than a request takes from [Store.PutCode] to the commit of its version.
func (s *Store) SweepCode(ctx context.Context, unused time.Duration) (int64, error) {
	removed, err := s.db.Exec(ctx, `
		DELETE FROM code_packages p
		WHERE put_time < now() - $1::interval
			AND NOT EXISTS (SELECT FROM application_versions v WHERE v.code_id = p.id)`, unused)
	if err != nil {
		return 0, fmt.Errorf("sweep code: %w", err)
	}
	return removed.RowsAffected(), nil
}
