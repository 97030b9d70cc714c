package e2e

import (
	"os"
	"path/filepath"
	"strconv"
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
	vanish := func() {
		t.Helper()
		all := s.checkpoints()
		// A checkpoint that begins meanwhile makes a folder anew.
		eventually(t, "the checkpoints are gone", func() bool { return os.RemoveAll(all) == nil })
	}
	copied(10)
	vanish()
	copied(20) // it is only visible with a checkpoint
	vanish()
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

// killPostgres ends the server's private Postgres as a crash does, and returns when it has been started again.
func (s *server) killPostgres() {
	s.Helper()
	process := func() int {
		text, err := os.ReadFile(filepath.Join(s.dir, "postgres", "data", "postmaster.pid"))
		if err != nil {
			return 0
		}
		line, _, _ := strings.Cut(string(text), "\n")
		pid, err := strconv.Atoi(line)
		if err != nil {
			return 0
		}
		return pid
	}
	killed := process()
	require.NotZero(s, killed)
	require.NoError(s, syscall.Kill(killed, syscall.SIGKILL))
	eventually(s, "Postgres is started again", func() bool { now := process(); return now != 0 && now != killed && s.healthy() })
}

// The database dies in the middle of operations, and comes back. Jobs do not notice; what was asked for is done.
func TestPostgresDies(t *testing.T) {
	t.Parallel()
	s, f, out := newServer(t, privatePostgres), newFeed(t), filepath.Join(shortDir(t), "out")
	s.start()
	s.create("patient", script, f.properties(out))
	s.run("patient")
	outcome := func(operationID *string) *types.ApplicationOperationInfoDetails {
		t.Helper()
		var details *types.ApplicationOperationInfoDetails
		eventually(t, "operation "+*operationID+" ends", func() bool {
			answer, err := s.api.DescribeApplicationOperation(t.Context(), &kinesisanalyticsv2.DescribeApplicationOperationInput{
				ApplicationName: aws.String("patient"), OperationId: operationID,
			})
			if err != nil {
				return false // the database may still be away
			}
			details = answer.ApplicationOperationInfoDetails
			return details.OperationStatus != types.OperationStatusInProgress
		})
		return details
	}
	for i := range 3 {
		id := s.change("patient", &types.ApplicationConfigurationUpdate{EnvironmentPropertyUpdates: propertiesOf(f.properties(out), i)}, nil)
		s.killPostgres()
		f.add(10)
		updated := outcome(&id)
		require.Equal(t, types.OperationStatusSuccessful, updated.OperationStatus, reason(updated))
		eventually(t, "output", func() bool { return len(lines(t, filepath.Join(out, "copies"))) == 10*(i+1) })
	}
	ctx, cancel := within(t)
	defer cancel()
	stop, err := s.api.StopApplication(ctx, &kinesisanalyticsv2.StopApplicationInput{ApplicationName: aws.String("patient")})
	require.NoError(t, err)
	s.killPostgres()
	stopped := outcome(stop.OperationId)
	require.Equal(t, types.OperationStatusSuccessful, stopped.OperationStatus, reason(stopped))
	require.Equal(t, types.ApplicationStatusReady, s.describe("patient").ApplicationStatus)
	require.Empty(t, s.clusters())
}
