package job_test

import (
	"bytes"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/job"
)

// stuckWriter takes nothing before it is free, like a pipe that nobody reads. entered is closed when somebody writes.
type stuckWriter struct {
	syncBuffer
	enter   sync.Once
	entered chan struct{}
	free    chan struct{}
}

func newStuckWriter() *stuckWriter {
	return &stuckWriter{entered: make(chan struct{}), free: make(chan struct{})}
}

func (w *stuckWriter) Write(p []byte) (int, error) {
	w.enter.Do(func() { close(w.entered) })
	<-w.free
	return w.syncBuffer.Write(p)
}

// TestJob_CheckpointsOfAStuckSinkTimeOut: they are counted, a stop is refused in time, and when the sink takes rows again checkpoints are
// complete again and nothing was lost.
func TestJob_CheckpointsOfAStuckSinkTimeOut(t *testing.T) {
	t.Parallel()
	feed, out := newFeed(row{"a", 1, 5}), newStuckWriter()
	p := launch(t, feed, sumByKey, job.Options{
		CheckpointDir: t.TempDir(), CheckpointInterval: 5 * time.Millisecond, CheckpointTimeout: 50 * time.Millisecond,
		TolerableFailures: 1 << 20, Stdout: out,
	})
	<-out.entered
	await(t, "checkpoints time out", func() bool { return p.Checkpoints().Failed >= 3 })
	require.Contains(t, p.Checkpoints().LatestFailed.Failure, "it took longer than 50ms")
	require.Equal(t, job.Running, p.Status().State)
	_, err := p.StopWithSavepoint(t.Context(), t.TempDir(), false)
	require.ErrorContains(t, err, "it took longer than 50ms")
	completed := p.Checkpoints().Completed
	close(out.free)
	await(t, "checkpoints are complete again", func() bool { return p.Checkpoints().Completed > completed })
	feed.tell(func() { feed.rows = append(feed.rows, row{"a", 2, 6}) })
	await(t, "all is written", func() bool { return len(out.lines()) == 3 })
	require.Equal(t, []string{"+I[a, 1, 1]", "+U[a, 3, 2]", "-U[a, 1, 1]"}, out.lines())
	require.Zero(t, p.Restarts())
}

// TestJob_TooManyCheckpointsOfAStuckSinkFailTheAttempt: the task that is stuck is left behind, and the job goes on with another one.
func TestJob_TooManyCheckpointsOfAStuckSinkFailTheAttempt(t *testing.T) {
	t.Parallel()
	feed, out := newFeed(row{"a", 1, 5}), newStuckWriter()
	logs := &syncBuffer{}
	p := launch(t, feed, sumByKey, job.Options{
		CheckpointDir: t.TempDir(), CheckpointInterval: 5 * time.Millisecond, CheckpointTimeout: 50 * time.Millisecond,
		TolerableFailures: 1, CancellationTimeout: 20 * time.Millisecond, RestartDelay: time.Millisecond, Stdout: out,
		Logger: slog.New(slog.NewTextHandler(logs, nil)),
	})
	<-out.entered
	await(t, "restart", func() bool { return p.Restarts() > 0 })
	require.Contains(t, p.Exceptions()[0].Message, "exceeded checkpoint tolerable failure threshold")
	close(out.free)
	await(t, "a checkpoint", func() bool { return p.Checkpoints().Completed > 0 })
	logs.mu.Lock()
	defer logs.mu.Unlock()
	require.True(t, bytes.Contains(logs.Bytes(), []byte("do not end: they are left behind")))
}
