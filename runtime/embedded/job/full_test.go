package job_test

import (
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/job"
)

// fullStorage is the local file system, where there is no room left now and then.
type fullStorage struct {
	checkpoint.LocalStorage
	full *atomic.Bool
}

func (s fullStorage) Create(path string) (checkpoint.File, error) {
	f, err := s.LocalStorage.Create(path)
	return fullFile{f, s.full}, err
}

type fullFile struct {
	checkpoint.File
	full *atomic.Bool
}

func (f fullFile) Write(p []byte) (int, error) {
	if f.full.Load() {
		return 0, fmt.Errorf("write: %w", syscall.ENOSPC)
	}
	return f.File.Write(p)
}

// TestJob_DiskFull: checkpoints and savepoints fail and say why, nothing of them is left, rows are processed all the while, and when there is
// room again all is as it was.
func TestJob_DiskFull(t *testing.T) {
	t.Parallel()
	feed, out := newFeed(row{"a", 1, 5}), &syncBuffer{}
	dir, full := t.TempDir(), &atomic.Bool{}
	savepoints := filepath.Join(dir, "savepoints")
	options := job.Options{
		CheckpointDir: filepath.Join(dir, "checkpoints"), CheckpointInterval: 5 * time.Millisecond, TolerableFailures: 1 << 20, Stdout: out,
		Storage: fullStorage{full: full},
	}
	p := launch(t, feed, sumByKey, options)
	await(t, "a checkpoint", func() bool { return p.Checkpoints().Completed > 0 })
	full.Store(true)
	failed := p.Checkpoints().Failed
	await(t, "checkpoints fail", func() bool { return p.Checkpoints().Failed >= failed+3 })
	require.Contains(t, p.Checkpoints().LatestFailed.Failure, syscall.ENOSPC.Error())
	_, err := p.StopWithSavepoint(t.Context(), savepoints, false)
	require.ErrorContains(t, err, syscall.ENOSPC.Error())
	left, err := os.ReadDir(savepoints)
	if !os.IsNotExist(err) {
		require.NoError(t, err)
	}
	require.Empty(t, left)
	feed.tell(func() { feed.rows = append(feed.rows, row{"a", 2, 6}) })
	await(t, "rows are processed", func() bool { return len(out.lines()) == 3 })
	require.Equal(t, job.Running, p.Status().State)

	full.Store(false)
	completed := p.Checkpoints().Completed
	await(t, "checkpoints are complete again", func() bool { return p.Checkpoints().Completed > completed })
	path, err := p.StopWithSavepoint(t.Context(), savepoints, false)
	require.NoError(t, err)
	require.Zero(t, p.Restarts())
	feed.tell(func() { feed.rows = append(feed.rows, row{"a", 4, 7}) })
	options.RestorePath, options.Stdout = path, &syncBuffer{}
	launch(t, feed, sumByKey, options)
	await(t, "it goes on", func() bool { return len(options.Stdout.(*syncBuffer).lines()) == 2 })
	require.Equal(t, []string{"+U[a, 7, 3]", "-U[a, 3, 2]"}, options.Stdout.(*syncBuffer).lines())
}
