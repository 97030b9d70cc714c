package checkpoint_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
)

// TestRead_NotAnotherOne has a savepoint in the place of another one of the same job, and a checkpoint in the place of another one: both
// are whole, and neither is what was to be read.
func TestRead_NotAnotherOne(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	older, newer := take(t, dir, checkpoint.Savepoint), take(t, dir, checkpoint.Savepoint)
	digest, err := checkpoint.MetadataDigest(checkpoint.LocalStorage{}, newer)
	require.NoError(t, err)
	expecting := local
	expecting.MetadataDigest = digest
	_, err = checkpoint.Read(expecting, newer)
	require.NoError(t, err)
	require.NoError(t, checkpoint.CheckDigest(checkpoint.LocalStorage{}, newer, digest))
	require.NoError(t, os.RemoveAll(newer))
	require.NoError(t, os.Rename(older, newer))
	_, err = checkpoint.Read(local, newer)
	require.NoError(t, err)
	_, err = checkpoint.Read(expecting, newer)
	require.ErrorIs(t, err, checkpoint.ErrReplaced)
	require.ErrorIs(t, checkpoint.CheckDigest(checkpoint.LocalStorage{}, newer, digest), checkpoint.ErrReplaced)

	path := take(t, t.TempDir(), checkpoint.Periodic)
	elsewhere := filepath.Join(filepath.Dir(path), "copied")
	later := filepath.Join(filepath.Dir(path), "chk-99")
	require.NoError(t, os.CopyFS(elsewhere, os.DirFS(path)))
	require.NoError(t, os.Rename(path, later))
	_, err = checkpoint.Read(local, elsewhere)
	require.NoError(t, err)
	_, err = checkpoint.Read(local, later)
	require.ErrorIs(t, err, checkpoint.ErrReplaced)
}
