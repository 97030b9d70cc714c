package checkpoint_test

import (
	"maps"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/state"
)

var local = checkpoint.Files{Storage: checkpoint.LocalStorage{}}

// sections are those of two operators: of two key groups, and one of the subtask.
func sections() []state.Section {
	return []state.Section{
		{Operator: "agg", Name: "groups", Group: 0, Data: []byte("zero")},
		{Operator: "agg", Name: "groups", Group: 3, Data: []byte("three")},
		{Operator: "scan", Name: "splits", Group: state.NoGroup, Data: []byte{}},
	}
}

// take takes one checkpoint of one task into dir and returns its folder.
func take(t *testing.T, dir string, kind checkpoint.Kind) string {
	t.Helper()
	tasks := newTasks(t, checkpoint.Config{Dir: dir})
	c, err := tasks.coordinator.Trigger(t.Context(), kind, dir)
	require.NoError(t, err)
	tasks.stop()
	return c.Path
}

func TestRead_GivesBackWhatWasWritten(t *testing.T) {
	t.Parallel()
	path := take(t, t.TempDir(), checkpoint.Periodic)
	s, err := checkpoint.Read(local, "file://"+path)
	require.NoError(t, err)
	require.Equal(t, int64(1), s.ID)
	require.Equal(t, 128, s.MaxParallelism)
	require.False(t, s.Savepoint)
	require.Positive(t, s.Size())
	require.WithinDuration(t, time.Now(), s.Completed, time.Minute)
	all := batch.GroupRange{First: 0, Last: 127}
	require.Equal(t, sections()[:2], s.Of("agg", all).Sections)
	require.Equal(t, sections()[1:2], s.Of("agg", batch.GroupRange{First: 1, Last: 5}).Sections)
	require.Len(t, s.Of("scan", batch.GroupRange{First: 5, Last: 5}).Subtasks("splits"), 1, "what belongs to no group is given to all")
	require.True(t, s.Of("unknown", all).Empty())
	whole, err := countsOf(s, all)
	require.NoError(t, err)
	require.Len(t, whole, 10)
	require.Equal(t, "7", whole["7"])
	some, err := countsOf(s, batch.GroupRange{First: 0, Last: 63})
	require.NoError(t, err)
	rest, err := countsOf(s, batch.GroupRange{First: 64, Last: 127})
	require.NoError(t, err)
	require.NotEmpty(t, some)
	maps.Copy(rest, some)
	require.Equal(t, whole, rest)
	require.True(t, (*checkpoint.Snapshot)(nil).Of("agg", all).Empty())
}

func TestRead_AMovedFolderIsStillWhole(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := take(t, dir, checkpoint.Savepoint)
	moved := filepath.Join(dir, "moved")
	require.NoError(t, os.Rename(path, moved))
	s, err := checkpoint.Read(local, moved)
	require.NoError(t, err)
	require.True(t, s.Savepoint)
}

func TestSnapshot_CheckOperators(t *testing.T) {
	t.Parallel()
	s, err := checkpoint.Read(local, take(t, t.TempDir(), checkpoint.Periodic))
	require.NoError(t, err)
	require.NoError(t, s.CheckOperators(map[string]bool{"agg": true, "scan": true, "new": true}))
	err = s.CheckOperators(map[string]bool{"scan": true})
	require.ErrorIs(t, err, checkpoint.ErrNotRestored)
	require.ErrorContains(t, err, "agg (GroupAggregate)")
}

// readAll reads all that there is in a checkpoint.
func readAll(path string) error {
	s, err := checkpoint.Read(local, path)
	if err == nil {
		_, err = countsOf(s, batch.GroupRange{First: 0, Last: 127})
	}
	return err
}

// TestRead_EveryDamageIsFound changes and cuts each byte of each file. The error names the file, and where the file was opened
// already the checkpoint.
func TestRead_EveryDamageIsFound(t *testing.T) {
	t.Parallel()
	path := take(t, t.TempDir(), checkpoint.Periodic)
	files, err := filepath.Glob(filepath.Join(path, "*"))
	require.NoError(t, err)
	require.Len(t, files, 2)
	for _, file := range files {
		whole, err := os.ReadFile(file)
		require.NoError(t, err)
		for i := range whole {
			damaged := append([]byte(nil), whole...)
			damaged[i] ^= 0x41
			for what, content := range map[string][]byte{"changed": damaged, "cut": whole[:i]} {
				require.NoError(t, os.WriteFile(file, content, 0o600))
				err := readAll(path)
				require.ErrorIs(t, err, checkpoint.ErrDamaged, "%s: byte %d %s", file, i, what)
				require.ErrorContains(t, err, filepath.Base(file))
				require.ErrorContains(t, err, path)
			}
		}
		require.NoError(t, os.WriteFile(file, append(whole[:len(whole):len(whole)], 0), 0o600))
		require.ErrorIs(t, readAll(path), checkpoint.ErrDamaged)
		require.NoError(t, os.WriteFile(file, whole, 0o600))
	}
	require.NoError(t, readAll(path))
}

func TestLocalStorage_FilesAppearWhole(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a", "b", "file")
	f, err := checkpoint.LocalStorage{}.Create(path)
	require.NoError(t, err)
	_, err = f.Write([]byte("half"))
	require.NoError(t, err)
	require.NoFileExists(t, path)
	require.NoError(t, f.Abort())
	left, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	require.Empty(t, left)
}
