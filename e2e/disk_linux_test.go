package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/flinkrest"
)

// smallDisk puts a folder of the server's on a disk of its own, and returns what fills it up and what makes room again.
func (s *server) smallDisk(folder, size string) (fill, free func()) {
	s.Helper()
	if os.Getuid() != 0 {
		s.Skip("only root may mount the small disk that is filled")
	}
	dir := filepath.Join(s.dir, folder)
	require.NoError(s, os.Mkdir(dir, 0o700))
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+size+",mode=700"); err != nil {
		s.Skip("no disk can be mounted here:", err)
	}
	s.Cleanup(func() { require.NoError(s, syscall.Unmount(dir, syscall.MNT_DETACH)) })
	filler := filepath.Join(dir, "filler")
	fill = func() {
		s.Helper()
		file, err := os.Create(filler)
		require.NoError(s, err)
		defer file.Close()
		for chunk := make([]byte, 4096); err == nil; {
			_, err = file.Write(chunk)
		}
		require.ErrorIs(s, err, syscall.ENOSPC)
	}
	return fill, func() { require.NoError(s, os.Remove(filler)) }
}

// failedCheckpoints is how many checkpoints of the job of the server's one cluster have failed.
func (s *server) failedCheckpoints() int {
	s.Helper()
	return askJob(s, func(client *flinkrest.Client, job string) (int, error) {
		figures, err := client.Checkpoints(s.Context(), job)
		return figures.Counts.Failed, err
	})
}

// The disk of checkpoints and snapshots is full. The job goes on and its failed checkpoints are counted; snapshots and stops fail, say
// why, and leave the job alone. With room again everything goes on, and each row has come once.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	s, f, out := newServer(t), newFeed(t), filepath.Join(shortDir(t), "out")
	fill, free := s.smallDisk("applications", "4m")
	s.start()
	s.create("full", script, f.properties(out))
	s.run("full")
	f.add(10)
	copies := func() int { return len(lines(t, filepath.Join(out, "copies"))) }
	eventually(t, "output", func() bool { return copies() == 10 })
	cluster := s.cluster()

	fill()
	f.add(10)
	eventually(t, "checkpoints fail and are counted", func() bool { return s.failedCheckpoints() > 3 })
	p := &person{T: t, s: s, dir: shortDir(t)}
	p.fails("no space left on device", "snapshot", "full", "too-much")
	stopped := s.stopOperation("full")
	require.Equal(t, types.OperationStatusFailed, stopped.OperationStatus)
	require.True(t, strings.HasPrefix(reason(stopped), "Failed to take snapshot for the application full at this moment: "), reason(stopped))
	require.Contains(t, reason(stopped), "no space left on device")
	require.Equal(t, types.ApplicationStatusRunning, s.describe("full").ApplicationStatus)
	require.Empty(t, s.exceptions(), "the job has failed")
	require.Equal(t, cluster, s.cluster())

	free()
	eventually(t, "what came meanwhile is visible with the next checkpoint", func() bool { return copies() == 20 })
	p.does("snapshot", "full", "enough")
	stopped = s.stopOperation("full")
	require.Equal(t, types.OperationStatusSuccessful, stopped.OperationStatus, reason(stopped))
	s.run("full")
	f.add(10)
	eventually(t, "it goes on from its snapshot", func() bool { return copies() == 30 })
}
