package postgres_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/store/postgres"
)

func TestExtract(t *testing.T) {
	t.Parallel()

	t.Run("files, modes and links", func(t *testing.T) {
		t.Parallel()
		dir := filepath.Join(t.TempDir(), "new")
		require.NoError(t, postgres.Extract(filepath.Join("testdata", "good.jar"), dir))
		content, err := os.ReadFile(filepath.Join(dir, "bin", "link"))
		require.NoError(t, err)
		require.Equal(t, "hello\n", string(content))
		info, err := os.Stat(filepath.Join(dir, "bin", "tool"))
		require.NoError(t, err)
		require.NotZero(t, info.Mode()&0o100, "stays executable")
		require.DirExists(t, filepath.Join(dir, "share"))
	})

	t.Run("an entry that leads out of the directory is refused", func(t *testing.T) {
		t.Parallel()
		dir := filepath.Join(t.TempDir(), "new")
		require.ErrorContains(t, postgres.Extract(filepath.Join("testdata", "escape.jar"), dir), "escape")
		require.NoFileExists(t, filepath.Join(filepath.Dir(dir), "e"))
	})
}
