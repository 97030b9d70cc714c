package checkpoint

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// flinkState is the beginning of the metadata of a savepoint of Flink, and something after it.
var flinkState = append(bytes.Clone(flinkMetadata), 0, 0, 0, 4, 'x')

// writeFlink writes a savepoint of Flink with one file beside the metadata.
func writeFlink(t *testing.T, files Files) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, content := range map[string][]byte{MetadataFile: flinkState, "part": []byte("state")} {
		var sealed bytes.Buffer
		require.NoError(t, files.WriteFlink(&sealed, name, bytes.NewReader(content)))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), sealed.Bytes(), 0o600))
	}
	return dir
}

// How long an encrypted file gets is known beforehand, also where it has several segments.
func TestFlinkSize(t *testing.T) {
	t.Parallel()
	for _, keys := range []Keys{nil, newTestKeys(t)} {
		files := Files{Keys: keys, Owner: "a"}
		for _, n := range []int{0, 1, 4096, 1<<20 - 1, 1 << 20, 3<<20 + 7} {
			var written bytes.Buffer
			require.NoError(t, files.WriteFlink(&written, "code.jar", bytes.NewReader(make([]byte, n))))
			size, err := files.FlinkSize("code.jar", int64(n))
			require.NoError(t, err)
			require.Equal(t, int64(written.Len()), size, "%d bytes", n)
		}
	}
}

func TestFlinkFiles_areToldApartAndVerified(t *testing.T) {
	t.Parallel()
	keys := newTestKeys(t)
	for name, files := range map[string]Files{
		"encrypted": {Storage: LocalStorage{}, Keys: keys, Owner: "a"},
		"in clear":  {Storage: LocalStorage{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := writeFlink(t, files)
			theirs, err := IsFlink(LocalStorage{}, dir)
			require.NoError(t, err)
			require.True(t, theirs)
			require.NoError(t, CheckFlink(files, dir))
			n, err := VerifyFlink(t.Context(), files, dir)
			require.NoError(t, err)
			require.Equal(t, 2, n)
			_, err = ReadMetadata(files, dir)
			require.ErrorIs(t, err, ErrFlink)
			_, err = ReadMetadata(Files{Storage: LocalStorage{}}, dir)
			require.ErrorIs(t, err, ErrFlink, "it is told without keys")

			other, err := newStorageWithMetadata(t, files)
			require.NoError(t, err)
			require.ErrorIs(t, CheckFlink(files, other), ErrNotFlink)
			theirs, err = IsFlink(LocalStorage{}, other)
			require.NoError(t, err)
			require.False(t, theirs)
		})
	}
}

// newStorageWithMetadata is the folder of a checkpoint that was not written by Flink.
func newStorageWithMetadata(t *testing.T, files Files) (dir string, err error) {
	t.Helper()
	dir = t.TempDir()
	w, err := files.create(filepath.Join(dir, MetadataFile), metadataRole)
	if err != nil {
		return "", err
	}
	_, err = w.commit()
	return dir, err
}

func TestFlinkFiles_inClearAreRefusedWhereThereAreKeys(t *testing.T) {
	t.Parallel()
	dir := writeFlink(t, Files{Storage: LocalStorage{}})
	files := Files{Storage: LocalStorage{}, Keys: newTestKeys(t), Owner: "a"}
	require.ErrorIs(t, CheckFlink(files, dir), ErrInClear)
	var broken *FileError
	_, err := VerifyFlink(t.Context(), files, dir)
	require.ErrorAs(t, err, &broken)
	files.TakesClear = true
	require.NoError(t, CheckFlink(files, dir))
}

func TestFlinkFiles_ofAnotherOwnerOrNameDoNotOpen(t *testing.T) {
	t.Parallel()
	files := Files{Storage: LocalStorage{}, Keys: newTestKeys(t), Owner: "a"}
	dir := writeFlink(t, files)
	other := files
	other.Owner = "b"
	require.ErrorIs(t, CheckFlink(other, dir), ErrDamaged)
	require.NoError(t, os.Rename(filepath.Join(dir, "part"), filepath.Join(dir, "trap")))
	_, err := VerifyFlink(t.Context(), files, dir)
	require.ErrorIs(t, err, ErrDamaged)
	require.ErrorContains(t, err, "trap")
}

func TestResealFlink_forAnotherOwner(t *testing.T) {
	t.Parallel()
	from := Files{Storage: LocalStorage{}, Keys: newTestKeys(t), Owner: "a"}
	to := Files{Storage: LocalStorage{}, Keys: newTestKeys(t), Owner: "b"}
	dir, target := writeFlink(t, from), filepath.Join(t.TempDir(), MetadataFile)
	require.NoError(t, ResealFlink(t.Context(), from, filepath.Join(dir, MetadataFile), to, target))
	require.NoError(t, CheckFlink(to, filepath.Dir(target)))
	require.Error(t, CheckFlink(from, filepath.Dir(target)))
}

// Whose folder has a number is that of a checkpoint, which the metadata have as well.
func TestCheckFlink_theNumberIsThatOfTheFolder(t *testing.T) {
	t.Parallel()
	for name, files := range map[string]Files{
		"encrypted": {Storage: LocalStorage{}, Keys: newTestKeys(t), Owner: "a"},
		"in clear":  {Storage: LocalStorage{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			content := binary.BigEndian.AppendUint64(append(bytes.Clone(flinkMetadata), 0, 0, 0, 4), 7)
			for folder, replaced := range map[string]bool{"chk-7": false, "chk-8": true, "chk-x": false, "savepoint": false} {
				dir := filepath.Join(t.TempDir(), folder)
				require.NoError(t, os.Mkdir(dir, 0o700))
				var sealed bytes.Buffer
				require.NoError(t, files.WriteFlink(&sealed, MetadataFile, bytes.NewReader(content)))
				require.NoError(t, os.WriteFile(filepath.Join(dir, MetadataFile), sealed.Bytes(), 0o600))
				require.Equal(t, replaced, errors.Is(CheckFlink(files, dir), ErrReplaced), folder)
			}
		})
	}
}
