package checkpoint_test

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
)

// requireState wants a folder to hold what the state of the task is.
func requireState(t *testing.T, k *tasks, path string) {
	t.Helper()
	s, err := checkpoint.Read(local, path)
	require.NoError(t, err)
	held, err := countsOf(s, batch.GroupRange{First: 0, Last: 127})
	require.NoError(t, err)
	want := make(map[string]string)
	k.state.table.All(func(slot int32) {
		want[string(k.state.table.Key(slot))] = strconv.FormatInt(k.state.counts[slot], 10)
	})
	require.Equal(t, want, held)
}

// trigger takes a checkpoint or savepoint of the task.
func trigger(t *testing.T, k *tasks, kind checkpoint.Kind, dir string) checkpoint.Checkpoint {
	t.Helper()
	c, err := k.coordinator.Trigger(t.Context(), kind, dir)
	require.NoError(t, err)
	requireState(t, k, c.Path)
	return c
}

func TestCoordinator_IncrementsFollowWhatChanged(t *testing.T) {
	t.Parallel()
	k := newTasks(t, checkpoint.Config{Dir: t.TempDir(), Retained: 2})
	k.state = newCounts(10_000)
	first := trigger(t, k, checkpoint.Periodic, "")
	require.Equal(t, first.StateSize, first.Written)
	for n := range 10 {
		k.state.add(n, 1)
	}
	second := trigger(t, k, checkpoint.Periodic, "")
	require.Less(t, 50*second.Written, first.Written)
	require.Equal(t, first.StateSize+second.Written, second.StateSize)
	require.Less(t, trigger(t, k, checkpoint.Periodic, "").Written, int64(500), "nothing has changed")

	// Each folder is whole by itself, whatever becomes of the others.
	k.stop()
	require.NoError(t, os.RemoveAll(second.Path))
	requireState(t, k, k.coordinator.Newest())
}

func TestCoordinator_ManyIncrementsAreWrittenAnew(t *testing.T) {
	t.Parallel()
	k := newTasks(t, checkpoint.Config{Dir: t.TempDir()})
	k.state = newCounts(40_000)
	first := trigger(t, k, checkpoint.Periodic, "")
	whole, most := 0, int64(0)
	for range 20 {
		for n := range 10_000 {
			k.state.add(n, 1)
		}
		c, err := k.coordinator.Trigger(t.Context(), checkpoint.Periodic, "")
		require.NoError(t, err)
		if most = max(most, c.StateSize); c.StateSize == c.Written {
			whole++
		}
	}
	requireState(t, k, k.coordinator.Newest())
	require.Less(t, most, 3*first.StateSize)
	require.Positive(t, whole)
	require.Less(t, whole, 10)
}

func TestCoordinator_WhatOnlyGrowsIsNotWrittenAnew(t *testing.T) {
	t.Parallel()
	k := newTasks(t, checkpoint.Config{Dir: t.TempDir()})
	const step = 20_000
	k.state = newCounts(step)
	trigger(t, k, checkpoint.Periodic, "")
	for round := range 8 {
		for n := range step {
			k.state.add((round+1)*step+n, 1)
		}
		c, err := k.coordinator.Trigger(t.Context(), checkpoint.Periodic, "")
		require.NoError(t, err)
		require.Less(t, c.Written, c.StateSize*2/int64(round+2), "of %d bytes in round %d", c.StateSize, round)
	}
	requireState(t, k, k.coordinator.Newest())
}

func TestCoordinator_SavepointsAreWhole(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	k := newTasks(t, checkpoint.Config{Dir: dir})
	k.state = newCounts(1000)
	trigger(t, k, checkpoint.Periodic, "")
	k.state.add(3, 1)
	k.changed = 1_000_000
	savepoints := t.TempDir()
	c := trigger(t, k, checkpoint.StopSavepoint, savepoints)
	require.Less(t, c.Written, c.StateSize/2, "a checkpoint came before")
	require.Equal(t, int64(3), c.ID)
	k.stop()
	require.NoError(t, os.RemoveAll(dir))
	requireState(t, k, c.Path)
	m, err := checkpoint.ReadMetadata(local, c.Path)
	require.NoError(t, err)
	require.True(t, m.Savepoint)
}

func TestCoordinator_SavepointThatCannotBeWrittenIsStillACheckpoint(t *testing.T) {
	t.Parallel()
	k := newTasks(t, checkpoint.Config{Dir: t.TempDir()})
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	_, err := k.coordinator.Trigger(t.Context(), checkpoint.StopSavepoint, file)
	require.Error(t, err)
	require.Equal(t, "chk-1", filepath.Base(k.coordinator.Newest()))
	k.mu.Lock()
	require.Equal(t, []int64{1}, k.committed)
	k.mu.Unlock()
	require.Equal(t, 1, k.coordinator.Statistics().Failed)
	trigger(t, k, checkpoint.Periodic, "")
}

// dyingStorage fails everything from a step on, as if the process had died.
type dyingStorage struct {
	checkpoint.LocalStorage
	steps *int
}

var errDead = errors.New("the process has died")

func (s dyingStorage) step() error {
	if *s.steps--; *s.steps < 0 {
		return errDead
	}
	return nil
}

func (s dyingStorage) Create(path string) (checkpoint.File, error) {
	if err := s.step(); err != nil {
		return nil, err
	}
	f, err := s.LocalStorage.Create(path)
	return dyingFile{f, s}, err
}

func (s dyingStorage) Link(from, to string) error {
	if err := s.step(); err != nil {
		return err
	}
	return s.LocalStorage.Link(from, to)
}

// Remove dies in the middle too.
func (s dyingStorage) Remove(dir string) error {
	if err := s.step(); err != nil {
		return err
	}
	if err := s.step(); err != nil {
		return errors.Join(err, os.Remove(filepath.Join(dir, checkpoint.MetadataFile)))
	}
	return s.LocalStorage.Remove(dir)
}

type dyingFile struct {
	checkpoint.File
	storage dyingStorage
}

func (f dyingFile) Commit() error {
	if err := f.storage.step(); err != nil {
		return err
	}
	return f.File.Commit()
}

// Abort is what a process does not do that has died.
func (f dyingFile) Abort() error { return nil }

// TestCoordinator_NoCrashTakesAnythingAway dies at each step of taking, sharing and removing checkpoints and savepoints. What was
// complete by then stays readable, and the next process sweeps up what is in vain.
func TestCoordinator_NoCrashTakesAnythingAway(t *testing.T) {
	t.Parallel()
	for steps := range 36 {
		dir, savepoints := t.TempDir(), t.TempDir()
		left := steps
		k := newTasks(t, checkpoint.Config{
			Dir: dir, Files: checkpoint.Files{Storage: dyingStorage{steps: &left}}, TolerableFailures: 1000,
		})
		k.state = newCounts(50)
		rnd := rand.New(rand.NewPCG(uint64(steps), 0))
		for i := range 8 {
			kind := checkpoint.Periodic
			if i%3 == 2 {
				kind = checkpoint.Savepoint
			}
			k.state.add(rnd.IntN(60), 1)
			if _, err := k.coordinator.Trigger(t.Context(), kind, savepoints); err != nil {
				break
			}
		}
		k.stop()
		if newest := k.coordinator.Newest(); newest != "" {
			require.NoError(t, readAll(newest), "step %d", steps)
		}
		again := newTasks(t, checkpoint.Config{Dir: dir})
		trigger(t, again, checkpoint.Periodic, "")
		again.stop()
		folders, err := checkpoint.LocalStorage{}.List(dir)
		require.NoError(t, err)
		require.Len(t, folders, 1, "step %d", steps)
		require.NoError(t, filepath.WalkDir(savepoints, func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.Name() == checkpoint.MetadataFile {
				require.NoError(t, readAll(strings.TrimSuffix(path, checkpoint.MetadataFile)))
			}
			return err
		}))
	}
}
