package checkpoint_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// tasks is one task that answers barriers as answer says: by default it stores and acknowledges.
type tasks struct {
	coordinator *checkpoint.Coordinator
	answer      func(b checkpoint.Barrier)
	stop        func()
	ended       chan error

	mu        sync.Mutex
	committed []int64
	barriers  []checkpoint.Barrier
	triggered []time.Time
	commitErr error
	changed   int
	// state is that of the task.
	state *counts
	lock  sync.Mutex
}

// store writes the state of the task.
func (k *tasks) store(ctx context.Context, files checkpoint.Files, b checkpoint.Barrier) (checkpoint.StateFile, error) {
	k.lock.Lock()
	w := state.NewWriter("agg", b.Mode("v", 0, 128, &k.lock))
	k.state.snapshot(w)
	k.lock.Unlock()
	return checkpoint.Store(ctx, files, b, checkpoint.TaskState{
		Vertex: "v", Sections: append(w.Sections(), sections()...), Views: w.Views(), Lock: &k.lock,
	})
}

// counts is the keyed state of a task.
type counts struct {
	table  *state.Table
	counts []int64
}

func newCounts(keys int) *counts {
	c := &counts{table: state.NewTable()}
	for n := range keys {
		c.add(n, int64(n))
	}
	return c
}

func (c *counts) add(n int, by int64) {
	key := strconv.AppendInt(nil, int64(n), 10)
	slot, isNew := c.table.FindOrInsert(batch.Hash(key), 0, key)
	if isNew {
		c.counts = append(c.counts, 0)
	}
	c.counts[slot] += by
}

func (c *counts) snapshot(w *state.Writer) {
	w.Keyed("counts", "BIGINT", c.table, func(dst []byte, slot int32) []byte { return strconv.AppendInt(dst, c.counts[slot], 10) })
}

// countsOf are the counts of a checkpoint by key.
func countsOf(s *checkpoint.Snapshot, groups batch.GroupRange) (map[string]string, error) {
	out := make(map[string]string)
	err := s.Of("agg", groups).Keyed("counts", "BIGINT", func(entry []byte) error {
		key, value, err := state.CutBytes(entry)
		out[string(key)] = string(value)
		return err
	})
	return out, err
}

func newTasks(t *testing.T, cfg checkpoint.Config) *tasks {
	t.Helper()
	if cfg.Files.Storage == nil {
		cfg.Files.Storage = checkpoint.LocalStorage{}
	}
	cfg.JobID, cfg.MaxParallelism, cfg.Logger = "0123456789abcdef", 128, slog.New(slog.DiscardHandler)
	if cfg.Timeout == 0 {
		cfg.Timeout = time.Minute
	}
	if cfg.Retained == 0 {
		cfg.Retained = 1
	}
	c, err := checkpoint.NewCoordinator(cfg)
	require.NoError(t, err)
	k := &tasks{coordinator: c, ended: make(chan error, 1), state: newCounts(10)}
	k.answer = func(b checkpoint.Barrier) {
		file, err := k.store(t.Context(), cfg.Files, b)
		if err != nil {
			c.Decline(b.ID, err)
			return
		}
		c.Acknowledge(b.ID, file, map[string][][]byte{"sink": {[]byte("file")}})
	}
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { k.ended <- c.Run(ctx, k) })
	k.stop = func() {
		cancel()
		running.Wait()
	}
	t.Cleanup(k.stop)
	return k
}

func (k *tasks) Count() int                   { return 1 }
func (k *tasks) Changed() int                 { return k.changed }
func (k *tasks) Operators() map[string]string { return map[string]string{"agg": "GroupAggregate"} }

func (k *tasks) Trigger(b checkpoint.Barrier) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.barriers, k.triggered = append(k.barriers, b), append(k.triggered, time.Now())
	go k.answer(b)
}

// answers changes how barriers are answered from now on.
func (k *tasks) answers(answer func(checkpoint.Barrier)) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.answer = answer
}

func (k *tasks) Commit(_ context.Context, b checkpoint.Barrier, committables map[string][][]byte) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(committables["sink"]) != 1 {
		return errors.New("the sink's committables are missing")
	}
	k.committed = append(k.committed, b.ID)
	return k.commitErr
}

func TestCoordinator_Interval(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		k := newTasks(t, checkpoint.Config{Dir: dir, Interval: 10 * time.Second, MinPause: 4 * time.Second})
		store := k.answer
		k.answers(func(b checkpoint.Barrier) {
			if b.ID == 2 {
				time.AfterFunc(8*time.Second, func() { store(b) })
				return
			}
			store(b)
		})
		start := time.Now()
		select {
		case <-time.After(35 * time.Second):
		case err := <-k.ended:
			t.Fatal(err)
		}
		synctest.Wait()
		k.mu.Lock()
		defer k.mu.Unlock()
		var at []time.Duration
		for _, trigger := range k.triggered {
			at = append(at, trigger.Sub(start))
		}
		// The second takes 8 s, so that the third waits for the pause instead of the interval.
		require.Equal(t, []time.Duration{10 * time.Second, 20 * time.Second, 32 * time.Second}, at)
		require.Equal(t, []int64{1, 2, 3}, k.committed)
	})
}

func TestCoordinator_KeepsTheRetainedOnes(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "chk-3"), 0o700), "left over by an earlier process")
	k := newTasks(t, checkpoint.Config{Dir: dir, Retained: 2})
	var savepoint string
	for i := range 5 {
		c, err := k.coordinator.Trigger(t.Context(), checkpoint.Periodic, "")
		require.NoError(t, err)
		require.Equal(t, []int64{4, 5, 7, 8, 9}[i], c.ID)
		if i == 1 {
			c, err := k.coordinator.Trigger(t.Context(), checkpoint.Savepoint, dir)
			require.NoError(t, err)
			savepoint = filepath.Base(c.Path)
			require.Regexp(t, `^savepoint-012345-[0-9a-f]{12}$`, savepoint)
		}
	}
	k.stop()
	names, err := checkpoint.LocalStorage{}.List(dir)
	require.NoError(t, err)
	require.ElementsMatch(t, []string{"chk-8", "chk-9", savepoint}, names)
	require.Equal(t, filepath.Join(dir, "chk-9"), k.coordinator.Newest())
	s := k.coordinator.Statistics()
	require.Equal(t, 6, s.Completed)
	require.Equal(t, int64(6), s.LatestSavepoint.ID)
	require.Equal(t, int64(9), s.LatestCompleted.ID)
	require.True(t, s.History[2].Discarded)
	require.False(t, s.History[0].Discarded)
	require.Contains(t, k.committed, int64(6), "a savepoint in passing is a checkpoint as well")
}

func TestCoordinator_Timeout(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		k := newTasks(t, checkpoint.Config{Dir: dir, Timeout: time.Minute, TolerableFailures: 1})
		store := k.answer
		k.answers(func(checkpoint.Barrier) {})
		_, err := k.coordinator.Trigger(t.Context(), checkpoint.Periodic, "")
		require.ErrorContains(t, err, "expired")
		// What comes too late belongs to nothing any more.
		store(checkpoint.Barrier{ID: 1, Dir: filepath.Join(dir, "chk-1")})
		require.Empty(t, k.coordinator.Newest())
		k.answers(store)
		_, err = k.coordinator.Trigger(t.Context(), checkpoint.Periodic, "")
		require.NoError(t, err)
		k.stop()
		names, err := checkpoint.LocalStorage{}.List(dir)
		require.NoError(t, err)
		require.Equal(t, []string{"chk-2"}, names)
		s := k.coordinator.Statistics()
		require.Equal(t, 1, s.Failed)
		require.Equal(t, checkpoint.Failed, s.LatestFailed.Status)
	})
}

func TestCoordinator_TolerableFailures(t *testing.T) {
	t.Parallel()
	k := newTasks(t, checkpoint.Config{Dir: t.TempDir(), TolerableFailures: 2})
	disk := errors.New("the disk is full")
	store := k.answer
	fail := func(b checkpoint.Barrier) { k.coordinator.Decline(b.ID, disk) }
	for i, answer := range []func(checkpoint.Barrier){fail, fail, store, fail, fail, fail} {
		k.answers(answer)
		_, err := k.coordinator.Trigger(t.Context(), checkpoint.Periodic, "")
		if i == 2 {
			require.NoError(t, err)
		} else {
			require.ErrorIs(t, err, disk)
		}
	}
	require.ErrorIs(t, <-k.ended, disk, "the third failure in a row ends the attempt")
}

func TestCoordinator_FailedSavepointsAreTolerated(t *testing.T) {
	t.Parallel()
	k := newTasks(t, checkpoint.Config{Dir: t.TempDir()})
	store := k.answer
	k.answers(func(b checkpoint.Barrier) { k.coordinator.Decline(b.ID, errors.New("no")) })
	for range 3 {
		_, err := k.coordinator.Trigger(t.Context(), checkpoint.Savepoint, t.TempDir())
		require.Error(t, err)
	}
	k.answers(store)
	_, err := k.coordinator.Trigger(t.Context(), checkpoint.Periodic, "")
	require.NoError(t, err)
}

func TestCoordinator_FailedCommitEndsTheAttemptAndKeepsTheCheckpoint(t *testing.T) {
	t.Parallel()
	k := newTasks(t, checkpoint.Config{Dir: t.TempDir()})
	k.mu.Lock()
	k.commitErr = errors.New("the table is gone")
	k.mu.Unlock()
	c, err := k.coordinator.Trigger(t.Context(), checkpoint.StopSavepoint, t.TempDir())
	require.ErrorIs(t, err, k.commitErr)
	require.ErrorIs(t, <-k.ended, k.commitErr)
	newest := k.coordinator.Newest()
	require.Equal(t, "chk-1", filepath.Base(newest), "the restart commits again, also that of another process")
	for _, dir := range []string{newest, c.Path} {
		require.FileExists(t, filepath.Join(dir, checkpoint.MetadataFile))
	}
}

func TestCoordinator_EndOfTheAttemptIsNoFailureOfTheJob(t *testing.T) {
	t.Parallel()
	k := newTasks(t, checkpoint.Config{Dir: t.TempDir()})
	met := make(chan struct{})
	k.answers(func(checkpoint.Barrier) { close(met) })
	result := make(chan error, 1)
	go func() {
		_, err := k.coordinator.Trigger(context.Background(), checkpoint.Periodic, "")
		result <- err
	}()
	<-met
	k.stop()
	require.ErrorIs(t, <-result, checkpoint.ErrNotRunning)
	require.NoError(t, <-k.ended)
}

// After a stop savepoint no barrier may come, however overdue a periodic checkpoint is: sources would go on by it.
func TestCoordinator_NothingFollowsAStopSavepoint(t *testing.T) {
	t.Parallel()
	for _, kind := range []checkpoint.Kind{checkpoint.StopSavepoint, checkpoint.Final} {
		dir := t.TempDir()
		synctest.Test(t, func(t *testing.T) {
			k := newTasks(t, checkpoint.Config{Dir: dir, Interval: time.Second})
			store := k.answer
			k.answers(func(b checkpoint.Barrier) { time.AfterFunc(10*time.Second, func() { store(b) }) })
			c, err := k.coordinator.Trigger(t.Context(), kind, dir)
			require.NoError(t, err)
			require.NoError(t, <-k.ended)
			synctest.Wait()
			k.mu.Lock()
			defer k.mu.Unlock()
			require.Len(t, k.barriers, 1)
			require.Equal(t, []int64{c.ID}, k.committed)
		})
	}
}

// The end of the attempt follows on the savepoint that caused it, and does not hide that it was taken.
func TestCoordinator_SavepointIsToldAlthoughItEndedTheAttempt(t *testing.T) {
	t.Parallel()
	for range 200 {
		k := newTasks(t, checkpoint.Config{})
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			<-k.ended
			cancel()
		}()
		_, err := k.coordinator.Trigger(ctx, checkpoint.StopSavepoint, t.TempDir())
		require.NoError(t, err)
		<-ended
	}
}
