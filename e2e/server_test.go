package e2e

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/porttest"
	"github.com/penstock/penstock/store/storetest"
)

const (
	// patience is how long anything may take before a test gives up.
	patience = 5 * time.Minute
	// look is how often a condition is looked at.
	look = 10 * time.Millisecond
)

// server is a penstock serve on a data directory, which may be stopped, killed and started again.
type server struct {
	*testing.T
	// binary and credential may be changed between two starts.
	binary     string
	credential *syscall.Credential
	dir        string
	arguments  []string
	address    string
	// environment is added to that of the tests.
	environment []string
	api         *kinesisanalyticsv2.Client
	// database is its URL; empty for the server's private one.
	database string

	cmd *exec.Cmd
	log *syncBuffer
}

// newServer is a server on a directory and a database of its own. It is not started. At the end of the test it and all
// its clusters are gone.
func newServer(t *testing.T, arguments ...string) *server {
	t.Helper()
	s := &server{T: t, binary: binary, dir: shortDir(t), log: &syncBuffer{}}
	s.address = porttest.Address(t)
	s.arguments = append([]string{"serve", "--data-dir", s.dir, "--listen", s.address}, arguments...)
	if at := slices.Index(arguments, "--database-url"); at >= 0 {
		s.database = arguments[at+1]
	} else if !slices.Contains(arguments, privatePostgres) {
		s.database = storetest.URL(t)
		s.arguments = append(s.arguments, "--database-url", s.database)
	}
	s.arguments = slices.DeleteFunc(s.arguments, func(a string) bool { return a == privatePostgres })
	t.Cleanup(func() {
		s.kill()
		for _, pid := range s.clusters() {
			if err := syscall.Kill(-pid, syscall.SIGKILL); err != nil {
				t.Logf("kill cluster %d after the test: %v", pid, err)
			}
		}
		if t.Failed() {
			t.Logf("log of the server:\n%s", s.log)
			s.showClusterLogs()
		}
	})
	return s
}

// showClusterLogs shows the end of what the clusters that are left have logged.
func (s *server) showClusterLogs() {
	files, err := filepath.Glob(filepath.Join(s.dir, "clusters", "*", "log", "events-*.jsonl"))
	if err != nil {
		s.Error(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			s.Error(err)
		}
		s.Logf("%s:\n%s", file, text[max(0, len(text)-4096):])
	}
}

// privatePostgres, as an argument of newServer, leaves the database to the server.
const privatePostgres = "private Postgres"

// start starts the server and returns when it is ready.
func (s *server) start() {
	s.Helper()
	s.launch()
	eventually(s, "the server is ready", s.healthy)
	s.api = kinesisanalyticsv2.NewFromConfig(s.config())
}

// config is how the first user finds the server, by the files that it has written.
func (s *server) config() aws.Config {
	s.Helper()
	cfg, err := config.LoadDefaultConfig(s.Context(),
		config.WithSharedCredentialsFiles([]string{filepath.Join(s.dir, "aws", "credentials")}),
		config.WithSharedConfigFiles([]string{filepath.Join(s.dir, "aws", "config")}))
	require.NoError(s, err)
	return cfg
}

func (s *server) launch() {
	s.Helper()
	cmd := exec.Command(s.binary, s.arguments...)
	cmd.Stdout, cmd.Stderr = s.log, s.log
	cmd.Env = append(append(os.Environ(), workshopVariable+"="+workshop), s.environment...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: s.credential}
	require.NoError(s, cmd.Start())
	s.cmd = cmd
}

func (s *server) healthy() bool {
	req, err := http.NewRequestWithContext(s.Context(), http.MethodGet, "http://"+s.address+"/healthz", nil)
	if err != nil {
		return false
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	defer res.Body.Close()
	return res.StatusCode == http.StatusOK
}

// sql runs a statement on the server's database, and tells how many rows it changed.
func (s *server) sql(statement string) int64 {
	s.Helper()
	connection, err := pgx.Connect(s.Context(), s.database)
	require.NoError(s, err)
	defer connection.Close(context.WithoutCancel(s.Context()))
	tag, err := connection.Exec(s.Context(), statement)
	require.NoError(s, err)
	return tag.RowsAffected()
}

// kill is kill -9 of the control plane.
func (s *server) kill() {
	if s.cmd == nil {
		return
	}
	if err := s.cmd.Process.Kill(); err != nil {
		s.Logf("kill the server: %v", err)
	}
	_ = s.cmd.Wait() // it says that it was killed
	s.cmd = nil
}

// stop is a SIGTERM, and returns the exit code.
func (s *server) stop() int {
	s.Helper()
	require.NoError(s, s.cmd.Process.Signal(syscall.SIGTERM))
	return s.wait()
}

func (s *server) wait() int {
	s.Helper()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = s.cmd.Wait() // what it says is in the state
	}()
	select {
	case <-ended:
	case <-time.After(patience):
		require.Fail(s, "the server does not end")
	}
	code := s.cmd.ProcessState.ExitCode()
	s.cmd = nil
	return code
}

// syncBuffer is a buffer that a process writes and a test reads.
type syncBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// eventually looks until the condition holds. It runs in the test's own goroutine, so the condition may use require.
func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	eventuallyWithin(t, patience, what, holds)
}

// eventuallyWithin is eventually for what may take another time.
func eventuallyWithin(t testing.TB, most time.Duration, what string, holds func() bool) {
	t.Helper()
	deadline := time.NewTimer(most)
	defer deadline.Stop()
	tick := time.NewTicker(look)
	defer tick.Stop()
	for !holds() {
		select {
		case <-deadline.C:
			require.Fail(t, "in vain waited for this: "+what)
		case <-tick.C:
		}
	}
}

// within is a context for one thing that a test waits for.
func within(t *testing.T) (context.Context, context.CancelFunc) {
	return context.WithTimeout(t.Context(), patience)
}
