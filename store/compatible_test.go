package store_test

import (
	"strconv"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

// A program that is started on the schema of a newer one, as happens while control planes are upgraded one after the other.
func TestMigrate_newerSchema(t *testing.T) {
	t.Parallel()
	newer := func(t *testing.T, statements ...string) (url string, known uint) {
		t.Helper()
		url = storetest.URL(t)
		known, err := store.SchemaVersion(t.Context(), url)
		require.NoError(t, err)
		connection, err := pgx.Connect(t.Context(), url)
		require.NoError(t, err)
		for _, s := range append(statements, `UPDATE schema_migrations SET version = version + 7`) {
			_, err := connection.Exec(t.Context(), s)
			require.NoError(t, err)
		}
		require.NoError(t, connection.Close(t.Context()))
		return url, known
	}

	t.Run("one that only adds is left as it is", func(t *testing.T) {
		t.Parallel()
		url, known := newer(t, `ALTER TABLE applications ADD COLUMN of_tomorrow text NOT NULL DEFAULT ''`)
		require.NoError(t, store.Migrate(t.Context(), url))
		version, err := store.SchemaVersion(t.Context(), url)
		require.NoError(t, err)
		require.Equal(t, known+7, version)
		s, err := store.Open(t.Context(), url)
		require.NoError(t, err)
		s.Close()
	})

	t.Run("one that takes away is refused, with what to do", func(t *testing.T) {
		t.Parallel()
		url, known := newer(t, `UPDATE schema_compatibility SET works_with = 99`)
		err := store.Migrate(t.Context(), url)
		require.ErrorIs(t, err, store.ErrNewerSchema)
		require.ErrorContains(t, err, "works with programs that know version 99, this one knows version "+strconv.Itoa(int(known)))
		require.ErrorContains(t, err, "start the version of penstock that the other control planes have")
	})

	t.Run("one that does not say is refused", func(t *testing.T) {
		t.Parallel()
		url, _ := newer(t, `DROP TABLE schema_compatibility`)
		require.ErrorIs(t, store.Migrate(t.Context(), url), store.ErrNewerSchema)
	})
}
