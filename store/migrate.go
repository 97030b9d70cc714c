package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/golang-migrate/migrate/v4"
	migratepgx "github.com/golang-migrate/migrate/v4/database/pgx/v5"
	"github.com/golang-migrate/migrate/v4/source"
	"github.com/golang-migrate/migrate/v4/source/iofs"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"github.com/penstock/penstock/migrations"
)

// migrationLock is the advisory lock under which migrations run. The number only has to differ from other users' of
// the same database.
const migrationLock = 0x70656e73746f636b & 0x7fffffffffffffff

// Migrate brings the schema to the newest version. Several control planes may call it at once: one works, the others
// wait and find it done. A newer schema is left as it is where this program can work on it, and is [ErrNewerSchema] otherwise. It
// refuses a schema that a migration left half done.
func Migrate(ctx context.Context, url string) error {
	return withMigrations(ctx, url, func(s *schema) error { return s.up(ctx) })
}

// MigrateTo brings the schema to the version named, up or down; 0 removes everything.
func MigrateTo(ctx context.Context, url string, version uint) error {
	return withMigrations(ctx, url, func(s *schema) error {
		if version == 0 {
			return s.Down()
		}
		return s.Migrate.Migrate(version)
	})
}

// SchemaVersion tells the version of the schema; 0 when there is none.
func SchemaVersion(ctx context.Context, url string) (uint, error) {
	var version uint
	err := withMigrations(ctx, url, func(s *schema) error {
		current, _, err := s.Version()
		version = current
		if errors.Is(err, migrate.ErrNilVersion) {
			return nil
		}
		return err
	})
	return version, err
}

// schema is the schema of a database, locked.
type schema struct {
	*migrate.Migrate

	files      source.Driver
	connection *pgx.Conn
}

func withMigrations(ctx context.Context, url string, run func(*schema) error) (err error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return fmt.Errorf("read database URL: %w", err)
	}
	lock, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return fmt.Errorf("connect to database: %w", err)
	}
	// Closing the session gives the lock back, whatever happened before.
	defer func() { err = errors.Join(err, lock.Close(context.WithoutCancel(ctx))) }()
	if _, err := lock.Exec(ctx, `SELECT pg_advisory_lock($1)`, int64(migrationLock)); err != nil {
		return fmt.Errorf("lock schema: %w", err)
	}

	files, err := iofs.New(migrations.Files, ".")
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	driver, err := migratepgx.WithInstance(stdlib.OpenDB(*config), &migratepgx.Config{})
	if err != nil {
		return errors.Join(fmt.Errorf("prepare migration: %w", err), files.Close())
	}
	m, err := migrate.NewWithInstance("iofs", files, "pgx5", driver)
	if err != nil {
		return fmt.Errorf("prepare migration: %w", err)
	}
	defer func() {
		sourceErr, databaseErr := m.Close()
		err = errors.Join(err, sourceErr, databaseErr)
	}()
	if err := run(&schema{m, files, lock}); err != nil && !errors.Is(err, migrate.ErrNoChange) {
		return fmt.Errorf("migrate schema: %w", err)
	}
	return nil
}
