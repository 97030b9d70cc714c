package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"
)

// checkpoints is the folder of the checkpoints of the server's one application.
func (s *server) checkpoints() string {
	s.Helper()
	found, err := filepath.Glob(filepath.Join(s.dir, "applications", "*", "checkpoints"))
	require.NoError(s, err)
	require.Len(s, found, 1)
	return found[0]
}

// awaitCheckpoint waits for a complete checkpoint.
func (s *server) awaitCheckpoint() {
	s.Helper()
	eventually(s, "a checkpoint", func() bool {
		found, err := filepath.Glob(filepath.Join(s.dir, "applications", "*", "checkpoints", "*", "*", "chk-*", "_metadata"))
		require.NoError(s, err)
		return len(found) > 0
	})
}

// stopOperation stops an application gracefully and returns how that went.
func (s *server) stopOperation(name string) *types.ApplicationOperationInfoDetails {
	s.Helper()
	ctx, cancel := within(s.T)
	defer cancel()
	out, err := s.api.StopApplication(ctx, &kinesisanalyticsv2.StopApplicationInput{ApplicationName: &name})
	require.NoError(s, err)
	return s.outcome(name, *out.OperationId)
}

// forceStop stops an application without a snapshot.
func (s *server) forceStop(name string) {
	s.Helper()
	ctx, cancel := within(s.T)
	defer cancel()
	_, err := s.api.StopApplication(ctx, &kinesisanalyticsv2.StopApplicationInput{ApplicationName: &name, Force: aws.Bool(true)})
	require.NoError(s, err)
	s.await(name, types.ApplicationStatusReady)
}

// reason is why an operation failed.
func reason(o *types.ApplicationOperationInfoDetails) string {
	if o.OperationFailureDetails == nil || o.OperationFailureDetails.ErrorInfo == nil {
		return ""
	}
	return aws.ToString(o.OperationFailureDetails.ErrorInfo.ErrorString)
}

// The checkpoints of a running job vanish. It makes new ones, and a stop takes its snapshot of what is in memory.
func TestVanishedCheckpoints_whileItRuns(t *testing.T) {
	t.Parallel()
	s, f, out := newServer(t), newFeed(t), filepath.Join(shortDir(t), "out")
	s.start()
	s.create("vanished", script, f.properties(out))
	s.run("vanished")
	copied := func(n int) {
		t.Helper()
		f.add(10)
		eventually(t, "output", func() bool { return len(lines(t, filepath.Join(out, "copies"))) == n })
	}
	copied(10)
	require.NoError(t, os.RemoveAll(s.checkpoints()))
	copied(20) // it is only visible with a checkpoint
	require.NoError(t, os.RemoveAll(s.checkpoints()))
	stopped := s.stopOperation("vanished")
	require.Equal(t, types.OperationStatusSuccessful, stopped.OperationStatus, reason(stopped))
	s.run("vanished")
	copied(30)
}

// The checkpoints of a job vanish, and then its cluster dies: there is nothing to go on from, and to begin anew would give rows twice.
// The application waits for them to come back, says so, and goes on when they do.
func TestVanishedCheckpoints_whenItRestarts(t *testing.T) {
	t.Parallel()
	s, f, out := newServer(t), newFeed(t), filepath.Join(shortDir(t), "out")
	s.start()
	s.create("lost", script, f.properties(out))
	f.add(10)
	s.run("lost")
	eventually(t, "output", func() bool { return len(lines(t, filepath.Join(out, "copies"))) == 10 })
	s.awaitCheckpoint()
	pid, checkpoints := s.cluster(), s.checkpoints()
	require.NoError(t, syscall.Kill(-pid, syscall.SIGSTOP), "it writes none meanwhile")
	require.NoError(t, os.Rename(checkpoints, checkpoints+".away"))
	require.NoError(t, syscall.Kill(-pid, syscall.SIGKILL))

	p := &person{T: t, s: s, dir: shortDir(t)}
	eventually(t, "it is told", func() bool {
		told, _ := p.does("logs", "lost", "--lines", "50")
		return strings.Contains(told, "its checkpoints are gone")
	})
	require.Len(t, lines(t, filepath.Join(out, "copies")), 10)
	require.NoError(t, os.Rename(checkpoints+".away", checkpoints))
	f.add(10)
	eventually(t, "it goes on from them", func() bool { return len(lines(t, filepath.Join(out, "copies"))) == 20 })
	require.Equal(t, types.ApplicationStatusRunning, s.describe("lost").ApplicationStatus)
}
