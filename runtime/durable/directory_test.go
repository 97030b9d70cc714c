package durable_test

import (
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/durable"
)

func open(t *testing.T) *durable.Directory {
	t.Helper()
	// A root with characters that mean something in URIs and patterns.
	d, err := durable.NewDirectory(filepath.Join(t.TempDir(), "a b%[c]*"))
	require.NoError(t, err)
	return d
}

// put writes a file below a URI.
func put(t *testing.T, uri string, elements ...string) {
	t.Helper()
	u, err := url.Parse(uri)
	require.NoError(t, err)
	file := filepath.Join(append([]string{u.Path}, elements...)...)
	require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o700))
	require.NoError(t, os.WriteFile(file, []byte("12345"), 0o600))
}

func TestDirectory_NewestCheckpoint(t *testing.T) {
	t.Parallel()
	d := open(t)
	run := d.CheckpointsURI(7, "3-0")
	_, err := d.NewestCheckpoint(t.Context(), run)
	require.ErrorIs(t, err, fs.ErrNotExist)
	require.NoError(t, d.MakeCheckpoints(t.Context(), run))
	require.NoError(t, d.MakeCheckpoints(t.Context(), run))
	newest, err := d.NewestCheckpoint(t.Context(), run)
	require.NoError(t, err)
	require.Empty(t, newest)

	put(t, run, "aaaa", "chk-9", "_metadata")
	put(t, run, "bbbb", "chk-10", "_metadata")   // of the job that took over: the number counts on
	put(t, run, "bbbb", "chk-11", "state-0")     // not complete
	put(t, run, "bbbb", "chk-last", "_metadata") // no checkpoint
	put(t, d.CheckpointsURI(7, "4-0"), "cccc", "chk-99", "_metadata")
	newest, err = d.NewestCheckpoint(t.Context(), run)
	require.NoError(t, err)
	require.Equal(t, run+"/bbbb/chk-10", newest)
}

func TestDirectory_Savepoint(t *testing.T) {
	t.Parallel()
	d := open(t)
	snapshot := d.SnapshotURI(7, "abc")
	put(t, snapshot, "savepoint-1", "state")
	found, err := d.Savepoint(t.Context(), snapshot)
	require.NoError(t, err)
	require.Empty(t, found, "it is not complete")
	put(t, snapshot, "savepoint-1", "_metadata")
	found, err = d.Savepoint(t.Context(), snapshot)
	require.NoError(t, err)
	require.Equal(t, snapshot+"/savepoint-1", found)
	size, err := d.Size(t.Context(), snapshot)
	require.NoError(t, err)
	require.Equal(t, int64(10), size)
}

func TestDirectory_RemoveTakesOnlyWhatIsBelow(t *testing.T) {
	t.Parallel()
	d := open(t)
	put(t, d.SnapshotURI(7, "abc"), "savepoint-1", "_metadata")
	put(t, d.SnapshotURI(7, "def"), "savepoint-1", "_metadata")
	require.NoError(t, d.Remove(t.Context(), d.SnapshotURI(7, "abc")))
	require.NoError(t, d.Remove(t.Context(), d.SnapshotURI(7, "abc")), "removing again")
	kept, err := d.Savepoint(t.Context(), d.SnapshotURI(7, "def"))
	require.NoError(t, err)
	require.NotEmpty(t, kept)
	require.NoError(t, d.Remove(t.Context(), d.ApplicationURI(7)))
	kept, err = d.Savepoint(t.Context(), d.SnapshotURI(7, "def"))
	require.NoError(t, err)
	require.Empty(t, kept)
}

func TestDirectory_RefusesWhatLiesOutside(t *testing.T) {
	t.Parallel()
	d := open(t)
	inside := d.ApplicationURI(7)
	for _, uri := range []string{"file:///etc", inside + "/../..", inside + "/%2e%2e/%2e%2e/%2e%2e", "s3://bucket/x", "/etc", ""} {
		require.Error(t, d.Remove(t.Context(), uri), uri)
	}
}
