package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/golang-migrate/migrate/v4"
	"github.com/golang-migrate/migrate/v4/source"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// ErrNewerSchema says that a schema was made by a newer program, which has taken something away that this one needs.
var ErrNewerSchema = errors.New("the schema is too new for this program")

// up brings the schema to the newest version that this program knows. A newer one that the program can work on is left as it is:
// while control planes are upgraded one after the other, those of before go on, and may be started again.
func (s *schema) up(ctx context.Context) error {
	known, err := newestVersion(s.files)
	if err != nil {
		return err
	}
	is, dirty, err := s.Version()
	switch {
	case errors.Is(err, migrate.ErrNilVersion) || err == nil && (dirty || is <= known):
		return s.Up()
	case err != nil:
		return err
	}
	return worksWith(ctx, s.connection, known, is)
}

// newestVersion is the newest that this program knows.
func newestVersion(files source.Driver) (uint, error) {
	version, err := files.First()
	for err == nil {
		var next uint
		if next, err = files.Next(version); err == nil {
			version = next
		}
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return 0, fmt.Errorf("list migrations: %w", err)
	}
	return version, nil
}

// worksWith is an error unless a program that knows the schema up to a version can work on a newer one.
func worksWith(ctx context.Context, connection *pgx.Conn, known, is uint) error {
	const undefinedTable = "42P01"
	oldest := is
	err := connection.QueryRow(ctx, `SELECT works_with FROM schema_compatibility`).Scan(&oldest)
	if code := (*pgconn.PgError)(nil); err != nil && (!errors.As(err, &code) || code.Code != undefinedTable) {
		return fmt.Errorf("ask which programs the schema works with: %w", err)
	}
	if known >= oldest {
		return nil
	}
	return fmt.Errorf("%w: it is of version %d and works with programs that know version %d, this one knows version %d; "+
		"start the version of penstock that the other control planes have", ErrNewerSchema, is, oldest, known)
}
