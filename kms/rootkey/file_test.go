package rootkey_test

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/kms/rootkey"
)

func TestOpenFile(t *testing.T) {
	t.Parallel()

	t.Run("the file is private and stays the same", func(t *testing.T) {
		t.Parallel()
		path := filepath.Join(t.TempDir(), "keys", "keyset.json")
		var group sync.WaitGroup
		for range 4 {
			group.Go(func() {
				if _, err := rootkey.OpenFile(path); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		first, err := os.ReadFile(path)
		require.NoError(t, err)
		info, err := os.Stat(path)
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm())

		a, err := rootkey.OpenFile(path)
		require.NoError(t, err)
		b, err := rootkey.OpenFile(path)
		require.NoError(t, err)
		sealed, err := a.Encrypt([]byte("secret"), []byte("row"))
		require.NoError(t, err)
		plain, err := b.Decrypt(sealed, []byte("row"))
		require.NoError(t, err)
		require.Equal(t, "secret", string(plain))
		again, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Equal(t, first, again)
		left, err := os.ReadDir(filepath.Dir(path))
		require.NoError(t, err)
		require.Len(t, left, 1)
	})

	t.Run("a file that is no keyset is refused and left alone", func(t *testing.T) {
		t.Parallel()
		path := filepath.Join(t.TempDir(), "keyset.json")
		require.NoError(t, os.WriteFile(path, []byte("{}"), 0o600))
		_, err := rootkey.OpenFile(path)
		require.ErrorContains(t, err, path)
		content, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Equal(t, "{}", string(content))
	})
}
