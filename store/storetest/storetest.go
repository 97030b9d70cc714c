package storetest

import (
	"context"
	"fmt"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/store"
)

// template is the migrated database that those of the tests are copied from.
const template = "penstock_template"

// timeout bounds each call to the server, and its start, which may have to fetch it first.
const timeout = 5 * time.Minute

var (
	shared    = sync.OnceValues(startServer)
	databases atomic.Int64
)

// Open returns a store on a fresh, migrated database, which is gone after the test.
func Open(t testing.TB) *store.Store {
	t.Helper()
	return OpenURL(t, URL(t))
}

// OpenURL returns another store on a database, as a second control plane would have. It is closed with the test.
func OpenURL(t testing.TB, databaseURL string) *store.Store {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	s, err := store.Open(ctx, databaseURL)
	require.NoError(t, err)
	t.Cleanup(s.Close)
	return s
}

// URL returns the URL of a fresh, migrated database, which is gone after the test.
func URL(t testing.TB) string {
	t.Helper()
	return create(t, " TEMPLATE "+template)
}

// EmptyURL returns the URL of a fresh database without a schema, which is gone after the test.
func EmptyURL(t testing.TB) string {
	t.Helper()
	return create(t, "")
}

func create(t testing.TB, options string) string {
	t.Helper()
	server, err := shared()
	require.NoError(t, err, "start Postgres for the tests")
	name := fmt.Sprintf("test_%d", databases.Add(1))
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	_, err = server.admin.Exec(ctx, "CREATE DATABASE "+name+options)
	require.NoError(t, err)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), timeout)
		defer cancel()
		_, err := server.admin.Exec(ctx, "DROP DATABASE "+name+" WITH (FORCE)")
		require.NoError(t, err)
	})
	return server.databaseURL(name)
}

// server is the Postgres of this test binary.
type server struct {
	url   url.URL
	admin *pgxpool.Pool
}

func (s *server) databaseURL(name string) string {
	u := s.url
	u.Path = "/" + name
	return u.String()
}
