package store_test

import (
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"
)

// mustExec runs a statement past the store, as an administrator would.
func mustExec(t testing.TB, url, sql string, arguments ...any) {
	t.Helper()
	connection, err := pgx.Connect(t.Context(), url)
	require.NoError(t, err)
	defer func() { require.NoError(t, connection.Close(t.Context())) }()
	_, err = connection.Exec(t.Context(), sql, arguments...)
	require.NoError(t, err)
}

// mustCount returns the single number that the query gives.
func mustCount(t testing.TB, url, sql string, arguments ...any) int {
	t.Helper()
	connection, err := pgx.Connect(t.Context(), url)
	require.NoError(t, err)
	defer func() { require.NoError(t, connection.Close(t.Context())) }()
	var count int
	require.NoError(t, connection.QueryRow(t.Context(), sql, arguments...).Scan(&count))
	return count
}
