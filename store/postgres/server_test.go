package postgres_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/store/postgres"
)

const (
	timeout = 5 * time.Minute
	// tick is how often a condition is looked at.
	tick = 10 * time.Millisecond
)

func TestServer(t *testing.T) {
	t.Parallel()

	t.Run("keeps its data over a stop and a start", func(t *testing.T) {
		t.Parallel()
		config := newConfig(t)
		s := mustStart(t, config)
		mustExec(t, s, `CREATE TABLE kept (v int)`)
		mustExec(t, s, `INSERT INTO kept VALUES (7)`)
		mustStop(t, s)
		requireGone(t, config)

		began := time.Now()
		s = mustStart(t, config)
		t.Logf("started an existing cluster in %v", time.Since(began))
		require.False(t, s.Adopted)
		require.Equal(t, 7, mustQuery(t, s, `SELECT v FROM kept`))
		mustStop(t, s)
		mustStop(t, s)
	})

	t.Run("is fully durable", func(t *testing.T) {
		t.Parallel()
		s := mustStart(t, newConfig(t))
		require.Equal(t, 3, mustQuery(t, s, `
			SELECT count(*) FROM pg_settings
			WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes') AND setting = 'on'`))
		mustStop(t, s)
	})

	t.Run("two instances do not meet", func(t *testing.T) {
		t.Parallel()
		a, b := mustStart(t, newConfig(t)), mustStart(t, newConfig(t))
		mustExec(t, a, `CREATE TABLE only_a (v int)`)
		require.Equal(t, 0, mustQuery(t, b, `SELECT count(*) FROM pg_tables WHERE tablename = 'only_a'`))
		mustStop(t, a)
		mustStop(t, b)
	})

	t.Run("a second one on the same directory is refused", func(t *testing.T) {
		t.Parallel()
		config := newConfig(t)
		s := mustStart(t, config)
		_, err := postgres.Start(t.Context(), config)
		require.ErrorContains(t, err, "in use by another control plane")
		require.Equal(t, 1, mustQuery(t, s, `SELECT 1`))
		mustStop(t, s)
	})

	t.Run("comes back when it is killed", func(t *testing.T) {
		t.Parallel()
		config := newConfig(t)
		s := mustStart(t, config)
		mustExec(t, s, `CREATE TABLE kept AS SELECT 7 AS v`)
		killed := s.PID()
		require.NoError(t, syscall.Kill(killed, syscall.SIGKILL))
		require.Eventually(t, func() bool { return s.PID() != killed }, timeout, tick)
		require.Equal(t, 7, mustQuery(t, s, `SELECT v FROM kept`))
		mustStop(t, s)
		requireGone(t, config)
	})

	t.Run("a directory too deep for a socket", func(t *testing.T) {
		t.Parallel()
		config := newConfig(t)
		config.Dir = filepath.Join(config.Dir, strings.Repeat("deep/", 30))
		s := mustStart(t, config)
		require.Equal(t, 1, mustQuery(t, s, `SELECT 1`))
		connected, err := pgx.ParseConfig(s.URL())
		require.NoError(t, err)
		require.DirExists(t, connected.Host)
		mustStop(t, s)
		require.NoDirExists(t, connected.Host)
	})

	t.Run("a directory with odd characters", func(t *testing.T) {
		t.Parallel()
		config := newConfig(t)
		config.Dir = filepath.Join(config.Dir, "o'brien & söhne %20")
		s := mustStart(t, config)
		require.Equal(t, 1, mustQuery(t, s, `SELECT 1`))
		mustStop(t, s)
	})

	t.Run("nobody gets in without the password", func(t *testing.T) {
		t.Parallel()
		config := newConfig(t)
		s := mustStart(t, config)
		connected, err := pgx.ParseConfig(s.URL())
		require.NoError(t, err)
		connected.Password = "guess"
		_, err = pgx.ConnectConfig(t.Context(), connected)
		require.ErrorContains(t, err, "password authentication failed")
		info, err := os.Stat(filepath.Join(config.Dir, "password"))
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
		mustStop(t, s)
	})
}

func TestStart_otherMajorVersion(t *testing.T) {
	t.Parallel()
	config := newConfig(t)
	require.NoError(t, os.MkdirAll(filepath.Join(config.Dir, "data"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(config.Dir, "data", "PG_VERSION"), []byte("9\n"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(config.Dir, "password"), []byte("secret"), 0o600))
	_, err := postgres.Start(t.Context(), config)
	require.ErrorContains(t, err, "was made by Postgres 9")
	require.ErrorContains(t, err, "install Postgres 9")
}

func TestStart_unfinishedCluster(t *testing.T) {
	t.Parallel()
	config := newConfig(t)
	unfinished := filepath.Join(config.Dir, "data.unfinished")
	require.NoError(t, os.MkdirAll(unfinished, 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(unfinished, "PG_VERSION"), []byte("15\n"), 0o600))
	s := mustStart(t, config)
	require.Equal(t, 1, mustQuery(t, s, `SELECT 1`))
	require.NoDirExists(t, unfinished)
	mustStop(t, s)
}

func TestStart_stalePIDFile(t *testing.T) {
	t.Parallel()
	config := newConfig(t)
	mustStop(t, mustStart(t, config))
	// The number belongs to a process of ours that is no Postgres: this one.
	data := filepath.Join(config.Dir, "data")
	stale := fmt.Sprintf("%d\n%s\n1\n5432\n%s\n\n\nready\n", os.Getpid(), data, config.Dir)
	require.NoError(t, os.WriteFile(filepath.Join(data, "postmaster.pid"), []byte(stale), 0o600))
	s := mustStart(t, config)
	require.False(t, s.Adopted)
	require.Equal(t, 1, mustQuery(t, s, `SELECT 1`))
	mustStop(t, s)
}

// newConfig returns a configuration in a fresh directory that is as short as it gets, with a log that is shown when the
// test fails.
func newConfig(t *testing.T) postgres.Config {
	t.Helper()
	dir, err := os.MkdirTemp("", "pg-")
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, os.RemoveAll(dir)) })
	log := &syncBuffer{}
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(log.String())
		}
	})
	return postgres.Config{Dir: dir, Logger: slog.New(slog.NewTextHandler(log, nil))}
}

func mustStart(t *testing.T, config postgres.Config) *postgres.Server {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), timeout)
	defer cancel()
	s, err := postgres.Start(ctx, config)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Stop(context.Background())) })
	return s
}

func mustStop(t *testing.T, s *postgres.Server) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), timeout)
	defer cancel()
	require.NoError(t, s.Stop(ctx))
}

func mustExec(t *testing.T, s *postgres.Server, sql string) {
	t.Helper()
	execAt(t, s.URL(), sql)
}

func execAt(t *testing.T, url, sql string) {
	t.Helper()
	connection, err := pgx.Connect(t.Context(), url)
	require.NoError(t, err)
	defer func() { require.NoError(t, connection.Close(t.Context())) }()
	_, err = connection.Exec(t.Context(), sql)
	require.NoError(t, err)
}

func mustQuery(t *testing.T, s *postgres.Server, sql string) int {
	t.Helper()
	connection, err := pgx.Connect(t.Context(), s.URL())
	require.NoError(t, err)
	defer func() { require.NoError(t, connection.Close(t.Context())) }()
	var value int
	require.NoError(t, connection.QueryRow(t.Context(), sql).Scan(&value))
	return value
}

// requireGone checks that no server is left on the directory.
func requireGone(t *testing.T, config postgres.Config) {
	t.Helper()
	require.NoFileExists(t, filepath.Join(config.Dir, "data", "postmaster.pid"))
}

type syncBuffer struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

var _ io.Writer = (*syncBuffer)(nil)

func (b *syncBuffer) Write(data []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.Write(data)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.String()
}
