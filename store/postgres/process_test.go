package postgres_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/store/postgres"
)

// keeperVariable makes this test binary a process that looks after the server of the directory it names: it says so on
// its standard output and stops the server when its standard input ends.
const keeperVariable = "PENSTOCK_TEST_KEEPER"

func TestMain(m *testing.M) {
	if dir := os.Getenv(keeperVariable); dir != "" {
		if err := keep(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func keep(dir string) error {
	s, err := postgres.Start(context.Background(), postgres.Config{Dir: dir})
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintln(os.Stdout, s.PID()); err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		return err
	}
	return s.Stop(context.Background())
}

func TestStart_afterKill(t *testing.T) {
	t.Parallel()

	t.Run("the server is adopted when its keeper was killed", func(t *testing.T) {
		t.Parallel()
		config := newConfig(t)
		k := mustKeep(t, config.Dir, nil)
		require.NoError(t, k.Process.Kill())
		require.Error(t, k.Wait())

		s := mustStart(t, config)
		require.True(t, s.Adopted)
		require.Equal(t, k.server, s.PID())
		mustExec(t, s, `CREATE TABLE kept AS SELECT 7 AS v`)
		mustStop(t, s)
		requireGone(t, config)

		s = mustStart(t, config)
		require.False(t, s.Adopted)
		require.Equal(t, 7, mustQuery(t, s, `SELECT v FROM kept`))
		mustStop(t, s)
	})

	t.Run("an adopted server comes back when it is killed", func(t *testing.T) {
		t.Parallel()
		config := newConfig(t)
		k := mustKeep(t, config.Dir, nil)
		require.NoError(t, k.Process.Kill())
		require.Error(t, k.Wait())
		s := mustStart(t, config)
		require.NoError(t, syscall.Kill(k.server, syscall.SIGKILL))
		require.Eventually(t, func() bool { return s.PID() != k.server }, timeout, tick)
		require.Equal(t, 1, mustQuery(t, s, `SELECT 1`))
		mustStop(t, s)
	})

	t.Run("nothing that was committed is lost when everything was killed", func(t *testing.T) {
		t.Parallel()
		config := newConfig(t)
		mustStop(t, mustStart(t, config))
		k := mustKeep(t, config.Dir, nil)
		require.NoError(t, k.Process.Signal(syscall.SIGSTOP), "so that it does not start the server again")
		writeKept(t, config)
		require.NoError(t, syscall.Kill(k.server, syscall.SIGKILL))
		require.NoError(t, k.Process.Kill())
		require.Error(t, k.Wait())

		s := mustStart(t, config)
		require.False(t, s.Adopted)
		require.Equal(t, 7, mustQuery(t, s, `SELECT v FROM kept`))
		mustStop(t, s)
	})
}

func TestStart_users(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("only root can become others")
	}

	t.Run("an ordinary user", func(t *testing.T) {
		t.Parallel()
		config := newConfig(t)
		uid, gid := nobody(t)
		require.NoError(t, os.Chown(config.Dir, uid, gid))
		k := mustKeep(t, config.Dir, &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)})
		require.NoError(t, k.stdin.Close())
		require.NoError(t, k.Wait(), "a keeper whose input ends stops the server")
		requireGone(t, config)
		requireOwner(t, filepath.Join(config.Dir, "data"), uid)

		// Root goes on as that user, so that the user can too.
		s := mustStart(t, config)
		require.Equal(t, 1, mustQuery(t, s, `SELECT 1`))
		mustStop(t, s)
		requireOwner(t, filepath.Join(config.Dir, "data", "postgresql.conf"), uid)
	})

	t.Run("root in a directory that only root can enter", func(t *testing.T) {
		t.Parallel()
		config := newConfig(t)
		config.Dir = filepath.Join(config.Dir, "inner")
		s := mustStart(t, config)
		require.Equal(t, 1, mustQuery(t, s, `SELECT 1`))
		mustStop(t, s)
		requireOwner(t, filepath.Join(config.Dir, "data", "postgresql.conf"), 0)
	})

	t.Run("root without namespaces", func(t *testing.T) {
		t.Parallel()
		config := newConfig(t).WithoutNamespaces()
		s := mustStart(t, config)
		mustExec(t, s, `CREATE TABLE kept AS SELECT 7 AS v`)
		mustStop(t, s)
		s = mustStart(t, config)
		require.Equal(t, 7, mustQuery(t, s, `SELECT v FROM kept`))
		mustStop(t, s)
	})

	t.Run("root without namespaces in a directory that only root can enter", func(t *testing.T) {
		t.Parallel()
		config := newConfig(t).WithoutNamespaces()
		config.Dir = filepath.Join(config.Dir, "inner")
		_, err := postgres.Start(t.Context(), config)
		require.ErrorContains(t, err, "cannot enter "+filepath.Dir(config.Dir))
	})
}

// keeper is a process that looks after a server.
type keeper struct {
	*exec.Cmd

	stdin io.WriteCloser
	// server is the process id of the server.
	server int
}

// mustKeep starts a keeper of the directory, as another user if one is given.
func mustKeep(t *testing.T, dir string, as *syscall.Credential) *keeper {
	t.Helper()
	k := &keeper{Cmd: exec.CommandContext(t.Context(), testBinary(t))}
	k.Dir = "/"
	k.Env = append(os.Environ(), keeperVariable+"="+dir)
	k.Stderr = &syncBuffer{}
	k.SysProcAttr = &syscall.SysProcAttr{Credential: as}
	var err error
	k.stdin, err = k.StdinPipe()
	require.NoError(t, err)
	stdout, err := k.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, k.Start())
	line, err := bufio.NewReader(stdout).ReadString('\n')
	require.NoError(t, err, "%s", k.Stderr)
	k.server, err = strconv.Atoi(line[:len(line)-1])
	require.NoError(t, err)
	return k
}

// testBinary returns a copy of this binary that every user can run.
func testBinary(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	content, err := os.ReadFile(self)
	require.NoError(t, err)
	dir, err := os.MkdirTemp("", "pg-bin-")
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, os.RemoveAll(dir)) })
	require.NoError(t, os.Chmod(dir, 0o755))
	binary := filepath.Join(dir, "keeper.test")
	// A process that another test starts meanwhile would have the file open for writing, until it is another program: nobody could
	// run the copy until then.
	syscall.ForkLock.RLock()
	err = os.WriteFile(binary, content, 0o755)
	syscall.ForkLock.RUnlock()
	require.NoError(t, err)
	return binary
}

// writeKept writes what is looked for later, through the server that somebody else keeps.
func writeKept(t *testing.T, config postgres.Config) {
	t.Helper()
	password, err := os.ReadFile(filepath.Join(config.Dir, "password"))
	require.NoError(t, err)
	execAt(t, "host="+filepath.Join(config.Dir, "run")+" user=penstock dbname=penstock password="+string(password),
		`CREATE TABLE kept AS SELECT 7 AS v`)
}

func nobody(t *testing.T) (uid, gid int) {
	t.Helper()
	found, err := user.Lookup("nobody")
	require.NoError(t, err)
	uid, err = strconv.Atoi(found.Uid)
	require.NoError(t, err)
	gid, err = strconv.Atoi(found.Gid)
	require.NoError(t, err)
	return uid, gid
}

func requireOwner(t *testing.T, path string, uid int) {
	t.Helper()
	info, err := os.Stat(path)
	require.NoError(t, err)
	owner, ok := info.Sys().(*syscall.Stat_t)
	require.True(t, ok)
	require.Equal(t, uid, int(owner.Uid), path)
}
