package store_test

import (
	"fmt"
	"io/fs"
	"slices"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/migrations"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

func TestMigrate(t *testing.T) {
	t.Parallel()

	t.Run("up, down and up again gives the same schema", func(t *testing.T) {
		t.Parallel()
		url := storetest.EmptyURL(t)
		empty := schemaOf(t, url)
		require.NoError(t, store.Migrate(t.Context(), url))
		first := schemaOf(t, url)
		require.Contains(t, first, "applications.name text")

		// One at a time, so that each way back is tried on what the one before left.
		for _, at := range slices.Backward(versionsBefore(t, url)) {
			require.NoError(t, store.MigrateTo(t.Context(), url, at), "down to %d", at)
		}
		require.Equal(t, empty, schemaOf(t, url), "nothing is left")

		require.NoError(t, store.Migrate(t.Context(), url))
		require.Equal(t, first, schemaOf(t, url))
	})

	t.Run("several at once", func(t *testing.T) {
		t.Parallel()
		url := storetest.EmptyURL(t)
		var group sync.WaitGroup
		failures := make([]error, 4)
		for i := range failures {
			group.Go(func() { failures[i] = store.Migrate(t.Context(), url) })
		}
		group.Wait()
		for _, err := range failures {
			require.NoError(t, err)
		}
	})
}

// versionsBefore are those that the schema of the database went through, from none at all. Numbers need not follow one another.
func versionsBefore(t *testing.T, url string) []uint {
	t.Helper()
	newest, err := store.SchemaVersion(t.Context(), url)
	require.NoError(t, err)
	files, err := fs.Glob(migrations.Files, "*.up.sql")
	require.NoError(t, err)
	versions := []uint{0}
	for _, file := range files {
		var version uint
		_, err := fmt.Sscanf(file, "%d_", &version)
		require.NoError(t, err)
		if version < newest {
			versions = append(versions, version)
		}
	}
	return versions
}

// schemaOf lists every column and index of the database but those of the migrations themselves.
func schemaOf(t *testing.T, url string) []string {
	t.Helper()
	connection, err := pgx.Connect(t.Context(), url)
	require.NoError(t, err)
	defer func() { require.NoError(t, connection.Close(t.Context())) }()
	rows, err := connection.Query(t.Context(), `
		SELECT table_name || '.' || column_name || ' ' || data_type FROM information_schema.columns
		WHERE table_schema = 'public' AND table_name <> 'schema_migrations'
		UNION ALL
		SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'schema_migrations'
		UNION ALL
		SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
		WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'schema_migrations'
		ORDER BY 1`)
	require.NoError(t, err)
	schema, err := pgx.CollectRows(rows, pgx.RowTo[string])
	require.NoError(t, err)
	return schema
}
