package checkpoint_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tink-crypto/tink-go/v2/streamingaead/subtle"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
)

// oneKey is a key that everything is written and read with.
type oneKey struct{ checkpoint.StreamAEAD }

func newOneKey(t *testing.T, seed byte) oneKey {
	t.Helper()
	key, err := subtle.NewAESGCMHKDF(bytes.Repeat([]byte{seed}, 32), "SHA256", 32, 4096, 0)
	require.NoError(t, err)
	return oneKey{key}
}

func (k oneKey) Sealing() (string, checkpoint.StreamAEAD, error) { return "key", k.StreamAEAD, nil }
func (k oneKey) Opening(string) (checkpoint.StreamAEAD, error)   { return k.StreamAEAD, nil }

// bothProtections are files in clear, and encrypted ones.
func bothProtections(t *testing.T) map[string]checkpoint.Files {
	t.Helper()
	return map[string]checkpoint.Files{
		"in clear":  local,
		"encrypted": {Storage: checkpoint.LocalStorage{}, Keys: newOneKey(t, 1), Owner: "orders"},
	}
}

// savepointOf takes a savepoint that has files of an older checkpoint, too.
func savepointOf(t *testing.T, files checkpoint.Files) (dir string, k *tasks) {
	t.Helper()
	dir = t.TempDir()
	k = newTasks(t, checkpoint.Config{Dir: dir, Files: files})
	k.state = newCounts(2000)
	_, err := k.coordinator.Trigger(t.Context(), checkpoint.Periodic, "")
	require.NoError(t, err)
	k.state.add(3, 1)
	c, err := k.coordinator.Trigger(t.Context(), checkpoint.Savepoint, t.TempDir())
	require.NoError(t, err)
	return c.Path, k
}

// TestVerify_NoticesEveryChange changes a bit, or the length, of any file, anywhere.
func TestVerify_NoticesEveryChange(t *testing.T) {
	t.Parallel()
	for name, files := range bothProtections(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, _ := savepointOf(t, files)
			n, err := checkpoint.Verify(t.Context(), files, "file://"+dir)
			require.NoError(t, err)
			entries, err := os.ReadDir(dir)
			require.NoError(t, err)
			require.Len(t, entries, n)
			require.Greater(t, n, 2)
			rapid.Check(t, func(t *rapid.T) {
				path := filepath.Join(dir, rapid.SampledFrom(entries).Draw(t, "file").Name())
				content, err := os.ReadFile(path)
				require.NoError(t, err)
				changed := bytes.Clone(content)
				at := rapid.IntRange(0, len(content)-1).Draw(t, "at")
				switch rapid.SampledFrom([]string{"flip", "cut", "append", "remove"}).Draw(t, "change") {
				case "flip":
					changed[at] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
				case "cut":
					changed = changed[:at]
				case "append":
					changed = append(changed, changed[at:]...)
				default:
					require.NoError(t, os.Remove(path))
					changed = nil
				}
				if changed != nil {
					require.NoError(t, os.WriteFile(path, changed, 0o600))
				}
				_, err = checkpoint.Verify(context.Background(), files, dir)
				var broken *checkpoint.FileError
				require.ErrorAs(t, err, &broken)
				require.Equal(t, filepath.Base(path), broken.File)
				require.NoError(t, os.WriteFile(path, content, 0o600))
			})
		})
	}
}

func TestVerify_EndsWithItsContext(t *testing.T) {
	t.Parallel()
	dir, _ := savepointOf(t, local)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := checkpoint.Verify(ctx, local, dir)
	require.ErrorIs(t, err, context.Canceled)
	var broken *checkpoint.FileError
	require.NotErrorAs(t, err, &broken, "nothing is wrong with the files")
}

// TestReseal_GivesAnotherOwnerTheSame moves a savepoint from and to every protection.
func TestReseal_GivesAnotherOwnerTheSame(t *testing.T) {
	t.Parallel()
	targets := bothProtections(t)
	targets["another's"] = checkpoint.Files{Storage: checkpoint.LocalStorage{}, Keys: newOneKey(t, 2), Owner: "billing"}
	for name, files := range bothProtections(t) {
		dir, k := savepointOf(t, files)
		for other, to := range targets {
			t.Run(name+" to "+other, func(t *testing.T) {
				t.Parallel()
				target := t.TempDir()
				entries, err := os.ReadDir(dir)
				require.NoError(t, err)
				for _, e := range entries {
					require.NoError(t, checkpoint.Reseal(t.Context(), files, filepath.Join(dir, e.Name()), to, filepath.Join(target, e.Name())))
				}
				_, err = checkpoint.Verify(t.Context(), to, target)
				require.NoError(t, err)
				s, err := checkpoint.Read(to, target)
				require.NoError(t, err)
				held, err := countsOf(s, batch.GroupRange{First: 0, Last: 127})
				require.NoError(t, err)
				require.Len(t, held, k.state.table.Len())
				f, err := os.Open(filepath.Join(target, checkpoint.MetadataFile))
				require.NoError(t, err)
				defer f.Close()
				id, err := checkpoint.KeyOf(f)
				require.NoError(t, err)
				require.Equal(t, to.Keys != nil, id == "key")
			})
		}
	}
}

func TestReseal_MakesNothingOfWhatIsDamaged(t *testing.T) {
	t.Parallel()
	for name, files := range bothProtections(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, _ := savepointOf(t, files)
			path := filepath.Join(dir, checkpoint.MetadataFile)
			content, err := os.ReadFile(path)
			require.NoError(t, err)
			content[len(content)-1] ^= 1
			require.NoError(t, os.WriteFile(path, content, 0o600))
			target := t.TempDir()
			err = checkpoint.Reseal(t.Context(), files, path, local, filepath.Join(target, checkpoint.MetadataFile))
			var broken *checkpoint.FileError
			require.ErrorAs(t, err, &broken)
			require.Equal(t, checkpoint.MetadataFile, broken.File)
			left, err := os.ReadDir(target)
			require.NoError(t, err)
			require.Empty(t, left)
		})
	}
}
