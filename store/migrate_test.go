package store_test

import (
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

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
		version, err := store.SchemaVersion(t.Context(), url)
		require.NoError(t, err)

		// One at a time, so that each way back is tried on what the one before left.
		for at := int(version) - 1; at >= 0; at-- {
			require.NoError(t, store.MigrateTo(t.Context(), url, uint(at)), "down to %d", at)
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
