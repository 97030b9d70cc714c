package e2e

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/flink/flinktest"
)

// number is a number that the database has.
func (s *server) number(query string) (n int64) {
	s.Helper()
	connection, err := pgx.Connect(s.Context(), s.database)
	require.NoError(s, err)
	defer connection.Close(context.WithoutCancel(s.Context()))
	require.NoError(s, connection.QueryRow(s.Context(), query).Scan(&n))
	return n
}

// newestCheckpoint is the folder of the newest complete checkpoint, and its number.
func (s *server) newestCheckpoint() (path string, number int64) {
	s.Helper()
	found, err := filepath.Glob(filepath.Join(s.checkpoints(), "*", "*", "chk-*", "_metadata"))
	require.NoError(s, err)
	for _, file := range found {
		n, err := strconv.ParseInt(strings.TrimPrefix(filepath.Base(filepath.Dir(file)), "chk-"), 10, 64)
		require.NoError(s, err)
		if n > number {
			path, number = filepath.Dir(file), n
		}
	}
	return path, number
}

// freeze stops a cluster's process while it has one checkpoint only, so that it writes nothing more: a moment after it has made one, the
// one before is there, too, from which it would go on.
func (s *server) freeze(pid int) {
	s.Helper()
	eventually(s, "the process has stopped with one checkpoint", func() bool {
		require.NoError(s, syscall.Kill(-pid, syscall.SIGSTOP))
		eventually(s, "what the process was doing is done", func() bool { return allStopped(s.T, pid) })
		found, err := filepath.Glob(filepath.Join(s.checkpoints(), "*", "*", "chk-*"))
		require.NoError(s, err)
		if len(found) == 1 && fileExists(filepath.Join(found[0], "_metadata")) {
			return true
		}
		require.NoError(s, syscall.Kill(-pid, syscall.SIGCONT))
		return false
	})
}

// allStopped tells whether no thread of a process works any more. Where the system does not tell, they have stopped at once.
func allStopped(t *testing.T, pid int) bool {
	t.Helper()
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", pid))
	require.NoError(t, err)
	for _, file := range threads {
		text, err := os.ReadFile(file)
		if err != nil {
			continue // the thread has ended
		}
		// The state follows the name, which may have any characters.
		if after := text[bytes.LastIndexByte(text, ')')+1:]; !bytes.HasPrefix(after, []byte(" T")) {
			return false
		}
	}
	return true
}

// Whoever can write to where checkpoints lie takes the newest away and leaves an older one, or puts that in its place under its name. Both
// would open, and both would have rows processed twice: the application says so and waits, until what was there is there again.
func TestReplacedState_checkpoints(t *testing.T) {
	t.Parallel()
	s, f, out := newServer(t, "--sample-interval", "100ms"), newFeed(t), filepath.Join(shortDir(t), "out")
	s.start()
	s.create("replaced", script, f.properties(out))
	f.add(10)
	s.run("replaced")
	f.processes(out, 10)
	s.awaitCheckpoint()
	kept := filepath.Join(shortDir(t), "kept")
	var older int64
	eventually(t, "a checkpoint is copied before it is removed", func() bool {
		require.NoError(t, os.RemoveAll(kept))
		path, number := s.newestCheckpoint()
		older = number
		return path != "" && os.CopyFS(kept, os.DirFS(path)) == nil && fileExists(filepath.Join(path, "_metadata"))
	})
	f.add(10)
	f.processes(out, 20)
	eventually(t, "a newer checkpoint is known", func() bool { return s.number(`SELECT coalesce(max(number), 0) FROM newest_checkpoints`) > older+1 })
	pid := s.cluster()
	s.freeze(pid)
	newest, _ := s.newestCheckpoint()
	away := filepath.Join(shortDir(t), "away")
	require.NoError(t, os.Rename(newest, away))
	inItsPlace := filepath.Join(filepath.Dir(newest), "chk-"+strconv.FormatInt(older, 10))
	require.NoError(t, os.RemoveAll(inItsPlace))
	require.NoError(t, os.CopyFS(inItsPlace, os.DirFS(kept)))
	s.killsCluster(pid)
	eventually(t, "that the newest is missing is told", func() bool { return s.says("replaced", "had come to checkpoint") })
	require.NoError(t, os.Rename(inItsPlace, newest))
	eventually(t, "that it is another one is told", func() bool { return s.says("replaced", "an older one may have been put in its place") })
	require.Len(t, lines(t, filepath.Join(out, "copies")), 20)
	require.NoError(t, os.RemoveAll(newest))
	require.NoError(t, os.Rename(away, newest))
	f.add(10)
	f.processes(out, 30)
}

// An older snapshot lies where a newer one was: a start from it, and from it only, fails.
func TestReplacedState_snapshots(t *testing.T) {
	t.Parallel()
	s, f, out := newServer(t), newFeed(t), filepath.Join(shortDir(t), "out")
	s.start()
	k := serviceKeys(s)
	s.create("replaced", script, f.properties(out))
	require.NoError(t, k.tries("replaced", toKey(k.newKey())))
	f.add(10)
	s.run("replaced")
	f.processes(out, 10)
	k.takes("replaced", "older")
	f.add(10)
	f.processes(out, 20)
	k.takes("replaced", "newer")
	require.NoError(t, k.stops("replaced", true))
	s.await("replaced", types.ApplicationStatusReady)
	older, newer := s.snapshotFolder("older"), s.snapshotFolder("newer")
	require.NoError(t, os.RemoveAll(newer))
	require.NoError(t, os.CopyFS(newer, os.DirFS(older)))

	o := s.startsFrom("replaced", "newer")
	require.Equal(t, types.OperationStatusFailed, o.OperationStatus)
	require.Contains(t, reason(o), "an older one may have been put in its place")
	s.await("replaced", types.ApplicationStatusReady)
	require.NoError(t, k.starts("replaced", "older"))
	s.await("replaced", types.ApplicationStatusRunning)
}

// startsFrom starts an application from a snapshot, and returns how that went.
func (s *server) startsFrom(name, snapshot string) *types.ApplicationOperationInfoDetails {
	s.Helper()
	ctx, cancel := within(s.T)
	defer cancel()
	started, err := s.api.StartApplication(ctx, &kinesisanalyticsv2.StartApplicationInput{ApplicationName: &name, RunConfiguration: &types.RunConfiguration{
		ApplicationRestoreConfiguration: &types.ApplicationRestoreConfiguration{
			ApplicationRestoreType: types.ApplicationRestoreTypeRestoreFromCustomSnapshot, SnapshotName: &snapshot,
		},
	}})
	require.NoError(s, err)
	return s.outcome(name, *started.OperationId)
}

// snapshotFolder is where the files of a snapshot lie.
func (s *server) snapshotFolder(name string) (path string) {
	s.Helper()
	connection, err := pgx.Connect(s.Context(), s.database)
	require.NoError(s, err)
	defer connection.Close(context.WithoutCancel(s.Context()))
	require.NoError(s, connection.QueryRow(s.Context(), `SELECT location ->> 'uri' FROM snapshots WHERE name = $1`, name).Scan(&path))
	return strings.TrimPrefix(path, "file://")
}

func fileExists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// The same on Apache Flink: its cluster dies while nobody is there to replace it, and an older checkpoint lies where the newest was.
func TestFlinkReplacedState_checkpoints(t *testing.T) {
	t.Parallel()
	flinktest.Engine(t)
	s, f := newServer(t, "--sample-interval", "100ms"), newFeed(t)
	s.start()
	output := filepath.Join(shortDir(t), "output")
	hidden, properties := f.hidingOnFlink(output)
	s.runOn(flinktest.Runtime(t), "replaced", &types.ApplicationCodeConfiguration{
		CodeContentType: types.CodeContentTypePlaintext, CodeContent: &types.CodeContent{TextContent: &hidden},
	}, properties)
	flows := func(when string) {
		t.Helper()
		before := len(lines(t, output))
		f.feedMarkers()
		eventually(t, "rows are written "+when, func() bool { return len(lines(t, output)) >= before+20 })
	}
	flows("after the start")
	kept := filepath.Join(shortDir(t), "kept")
	var older int64
	eventually(t, "a checkpoint is copied before it is removed", func() bool {
		require.NoError(t, os.RemoveAll(kept))
		path, number := s.newestCheckpoint()
		older = number
		return path != "" && os.CopyFS(kept, os.DirFS(path)) == nil && fileExists(filepath.Join(path, "_metadata"))
	})
	eventually(t, "a newer checkpoint is known", func() bool { return s.number(`SELECT coalesce(max(number), 0) FROM newest_checkpoints`) > older+1 })
	pid := s.cluster()
	s.kill()
	require.NoError(t, syscall.Kill(-pid, syscall.SIGKILL))
	eventually(t, "nothing of the cluster runs any more", func() bool { return len(s.jvms(jobManager))+len(s.jvms(taskManager)) == 0 })
	newest, number := s.newestCheckpoint()
	require.Greater(t, number, older)
	away := filepath.Join(shortDir(t), "away")
	require.NoError(t, os.Rename(newest, away))
	others, err := filepath.Glob(filepath.Join(filepath.Dir(newest), "chk-*"))
	require.NoError(t, err)
	for _, other := range others {
		require.NoError(t, os.RemoveAll(other))
	}
	inItsPlace := filepath.Join(filepath.Dir(newest), "chk-"+strconv.FormatInt(older, 10))
	require.NoError(t, os.CopyFS(inItsPlace, os.DirFS(kept)))

	s.start()
	eventually(t, "that the newest is missing is told", func() bool { return s.says("replaced", "had come to checkpoint") })
	require.NoError(t, os.Rename(inItsPlace, newest))
	eventually(t, "that it is another one is told", func() bool { return s.says("replaced", "an older one may have been put in its place") })
	require.NoError(t, os.RemoveAll(newest))
	require.NoError(t, os.Rename(away, newest))
	flows("once the newest is there again")
}
