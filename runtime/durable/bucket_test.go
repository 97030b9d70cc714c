package durable_test

import (
	"io/fs"
	"testing"

	"github.com/stretchr/testify/require"
	"gocloud.dev/blob/memblob"

	"github.com/penstock/penstock/runtime/durable"
	"github.com/penstock/penstock/runtime/embedded/checkpoint/objects"
)

func newBucket(t *testing.T) *durable.Bucket {
	t.Helper()
	bucket := memblob.OpenBucket(nil)
	t.Cleanup(func() { require.NoError(t, bucket.Close()) })
	b := durable.NewBucket(objects.S3{Bucket: "state", Prefix: "a/b"}, bucket)
	require.NoError(t, b.Check(t.Context()))
	return b
}

// putInto writes a file below a URI.
func putInto(t *testing.T, b *durable.Bucket, uri, name string) {
	t.Helper()
	files, path, err := b.Files(uri)
	require.NoError(t, err)
	f, err := files.Create(path + "/" + name)
	require.NoError(t, err)
	_, err = f.Write([]byte("12345"))
	require.NoError(t, err)
	require.NoError(t, f.Commit())
}

func TestBucket_NewestCheckpoint(t *testing.T) {
	t.Parallel()
	b := newBucket(t)
	run := b.CheckpointsURI(7, "3-0")
	_, err := b.NewestCheckpoint(t.Context(), run)
	require.ErrorIs(t, err, fs.ErrNotExist)
	require.NoError(t, b.MakeCheckpoints(t.Context(), run))
	newest, err := b.NewestCheckpoint(t.Context(), run)
	require.NoError(t, err)
	require.Empty(t, newest)
	putInto(t, b, run, "aaaa/chk-9/_metadata")
	putInto(t, b, run, "bbbb/chk-10/_metadata")
	putInto(t, b, run, "bbbb/chk-11/state-0")
	putInto(t, b, b.CheckpointsURI(7, "3-01"), "cccc/chk-99/_metadata")
	newest, err = b.NewestCheckpoint(t.Context(), run)
	require.NoError(t, err)
	require.Equal(t, run+"/bbbb/chk-10", newest)
	require.NoError(t, b.Remove(t.Context(), run))
	_, err = b.NewestCheckpoint(t.Context(), run)
	require.ErrorIs(t, err, fs.ErrNotExist)
}

func TestBucket_SavepointsAndWhatIsLeft(t *testing.T) {
	t.Parallel()
	b := newBucket(t)
	snapshot, other := b.SnapshotURI(7, "abc"), b.SnapshotURI(7, "def")
	putInto(t, b, snapshot, "savepoint-1/state")
	found, err := b.Savepoint(t.Context(), snapshot)
	require.NoError(t, err)
	require.Empty(t, found, "it is not complete")
	putInto(t, b, snapshot, "savepoint-1/_metadata")
	putInto(t, b, other, "_metadata")
	found, err = b.Savepoint(t.Context(), snapshot)
	require.NoError(t, err)
	require.Equal(t, snapshot+"/savepoint-1", found)
	size, err := b.Size(t.Context(), snapshot)
	require.NoError(t, err)
	require.Equal(t, int64(10), size)
	require.NoError(t, b.Remove(t.Context(), snapshot))
	require.NoError(t, b.Remove(t.Context(), snapshot), "removing again")
	found, err = b.Savepoint(t.Context(), other)
	require.NoError(t, err)
	require.Equal(t, other, found)
	require.NoError(t, b.Remove(t.Context(), b.ApplicationURI(7)))
	removed, err := b.Sweep(t.Context(), 0)
	require.NoError(t, err)
	require.Zero(t, removed, "nothing was left over")
	for _, uri := range []string{"s3://state/a/b", "s3://state/a/b/objects", "s3://other/x", "file:///etc", ""} {
		require.Error(t, b.Remove(t.Context(), uri), uri)
	}
}
